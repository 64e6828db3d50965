using BlazorMedia.Domain.Common;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Shared;

internal static class RefusalSentence
{
    /// <summary>The refusal in the reader's language, found by its code; the English sentence where no translation is known.</summary>
    public static string Of(this IStringLocalizer text, Refusal refusal)
    {
        // Only with arguments: a sentence without any may hold braces.
        var sentence = refusal.Arguments.Count == 0 ? text[refusal.Code] : text[refusal.Code, [.. refusal.Arguments]];
        return sentence.ResourceNotFound ? refusal.Message : sentence.Value;
    }
}
