using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Jobs;

internal sealed class JobsText;

internal static class JobTitles
{
    /// <summary>What a job is called in the reader's language; its key where nobody has translated it.</summary>
    public static string TitleOf(this IStringLocalizer<JobsText> text, string key)
    {
        var title = text[$"job.{key}"];
        return title.ResourceNotFound ? key : title.Value;
    }
}
