using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Smart.Pages;

/// <summary>What a trigger does and why, in the words of the reader.</summary>
internal static class TriggerWords
{
    public static string Why(this IStringLocalizer<SmartText> text, TriggerVerdict verdict, StreamTrigger trigger, TimeProvider time) => verdict.Phase switch
    {
        TriggerPhase.Off => text["Phase.Off"],
        TriggerPhase.Disarmed => Disarmed(text, trigger.Table, time),
        TriggerPhase.Watching => trigger.Kind == TriggerKind.Device ? text["Why.Watching.Device", trigger.StartScore, trigger.Checks] : text["Why.Watching", trigger.StartScore],
        TriggerPhase.Counting => trigger.Kind == TriggerKind.Device
            ? text["Why.Counting.Device", verdict.Count, trigger.Checks, verdict.Sum, trigger.StartScore]
            : text["Why.Counting", verdict.Count, trigger.Checks],
        TriggerPhase.Recording => text["Why.Recording", trigger.StopScore],
        TriggerPhase.Holding => text["Why.Holding", (int)Math.Max(0, (time.GetUtcNow() - (verdict.GoneSince ?? time.GetUtcNow())).TotalSeconds), trigger.HoldSeconds],
        TriggerPhase.Quiet => text["Why.Quiet", trigger.HoldSeconds],
    };

    /// <summary>A sentence for a code of trouble with the encoder box; the code itself where we have no words for it.</summary>
    public static string Trouble(this IStringLocalizer<SmartText> text, string code) =>
        text[$"Trouble.{code}"] is { ResourceNotFound: false } known ? known.Value : text["Trouble.other", code];

    private static string Disarmed(IStringLocalizer<SmartText> text, WeeklyTable table, TimeProvider time) => table.NextChange(time.GetUtcNow(), time.LocalTimeZone) is { } next
        ? text["Why.Disarmed", Format.Moment(TimeZoneInfo.ConvertTime(next, time.LocalTimeZone), time.GetLocalNow())]
        : text["Why.Never"];
}
