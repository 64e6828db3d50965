using System.Globalization;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>Addresses and words that the pages of exports share.</summary>
internal static class ExportPages
{
    public const string List = "/recordings/exports";
    public const string New = "/recordings/exports/new";

    public static string Href(Guid id) => $"{List}/{id}";

    /// <summary>The form, filled in with a stretch of one recording.</summary>
    public static string NewOf(Guid recording, long fromMs, long untilMs) => string.Create(CultureInfo.InvariantCulture, $"{New}?recording={recording}&from={fromMs}&until={untilMs}");

    /// <summary>The form for whole recordings, end to end.</summary>
    public static string NewOf(IEnumerable<Guid> recordings) => $"{New}?recordings={string.Join(',', recordings)}";

    public static bool IsUnfinished(this ExportDto export) => export.State is "waiting" or "running";

    public static bool IsReady(this ExportDto export) => export.State == "ready";

    public static string Duration(this ExportDto export) => export.IsReady() ? Format.Duration(TimeSpan.FromMilliseconds(export.DurationMs)) : "–";

    /// <summary>A sentence for the code of a failure.</summary>
    public static string Failure(this IStringLocalizer<ExportsText> text, string? code) =>
        text[$"Failure.{code}"] is { ResourceNotFound: false } sentence ? sentence.Value : text["Failure.failed"].Value;

    /// <summary>How it was made, and why so; null until it is ready.</summary>
    public static string? MethodOf(this IStringLocalizer<ExportsText> text, ExportDto export) =>
        export.Method is null ? null : export.Reason is null ? text[$"Method.{export.Method}"] : $"{text[$"Method.{export.Method}"]}, {text[$"Reason.{export.Reason}"]}";

    public static string ExtrasOf(this IStringLocalizer<ExportsText> text, ExportDto export)
    {
        List<string> extras = [];
        if (export.BurnsTime) extras.Add(text["Extras.Time"]);
        if (export.Marks > 0) extras.Add(text["Extras.Marks", export.Marks]);
        return extras.Count == 0 ? text["Extras.None"] : string.Join(", ", extras);
    }
}
