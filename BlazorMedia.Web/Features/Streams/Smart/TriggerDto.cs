using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>The trigger of a path, and what it says now.</summary>
/// <param name="Kind"><c>none</c>, <c>content</c> or <c>device</c>.</param>
/// <param name="StartScore">Content: the score that counts. Device: the sum of scores that starts.</param>
/// <param name="DeviceAddress">Null = the host of the source.</param>
/// <param name="ColourBox">Null = the reference's.</param>
/// <param name="Schedule">For example <c>mon 8-18; tue 8-12,13:30-17</c> on the server's clock, or <c>always</c>, or <c>never</c>.</param>
/// <param name="State">What it says now.</param>
public sealed record TriggerDto(
    string Stream, string Kind, int StartScore, int StopScore, int Checks, int HoldSeconds, int CheckSeconds, string? DeviceAddress, string? ColourBox, string Schedule, TriggerStateDto State)
{
    internal static string KindOf(TriggerKind kind) => kind switch
    {
        TriggerKind.None => "none",
        TriggerKind.Content => "content",
        TriggerKind.Device => "device",
    };

    internal static TriggerDto From(LiveStream stream, StreamTrigger trigger, TriggerStateDto state) => new(
        stream.Name, KindOf(trigger.Kind), trigger.StartScore, trigger.StopScore, trigger.Checks, trigger.HoldSeconds, trigger.CheckSeconds,
        trigger.DeviceAddress, trigger.ColourBox, trigger.Table.ToString(), state);
}

/// <summary>What a trigger says now.</summary>
/// <param name="Phase"><c>off</c>, <c>disarmed</c>, <c>watching</c>, <c>counting</c>, <c>recording</c>, <c>holding</c> (the content has gone) or <c>quiet</c> (stopped by a person).</param>
/// <param name="Armed">What the schedule says.</param>
/// <param name="Score">Of the last check; null before the first.</param>
/// <param name="ScoredAt">When that picture was taken, UTC.</param>
/// <param name="Count">Checks that counted so far.</param>
/// <param name="Sum">Of their scores.</param>
/// <param name="From">The first check that counted, UTC; null while nothing is wanted.</param>
/// <param name="GoneSince">Since when the content has gone, UTC.</param>
/// <param name="Inputs">Inputs of the encoder box with a signal.</param>
/// <param name="Trouble">Code of why the encoder box could not be asked; null when it could.</param>
public sealed record TriggerStateDto(
    string Phase, bool Armed, int? Score, DateTimeOffset? ScoredAt, int Count, int Sum, DateTimeOffset? From, DateTimeOffset? GoneSince, int? Inputs, string? Trouble)
{
    internal static TriggerStateDto Of(TriggerVerdict verdict, bool armed, TriggerCheck? last, PathTrigger? trigger) => new(
        verdict.Phase.ToString().ToLowerInvariant(), armed, last?.Score, last?.At, verdict.Count, verdict.Sum, verdict.From, verdict.GoneSince, trigger?.Inputs, trigger?.Trouble);
}
