using BlazorMedia.Web.Features.Streams;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>The texts that the script writes by itself, in the reader's language.</summary>
internal sealed class TimelineWords(IStringLocalizer<TimelineText> text, IStringLocalizer<StreamsText> streams)
{
    private const string ReasonKey = "Reason.";

    public object All() => new
    {
        nothingHere = text["NothingHere"].Value,
        nothingLater = text["NothingLater"].Value,
        running = text["Running"].Value,
        recorded = text["Recording"].Value,
        recordingNow = text["RecordingNow"].Value,
        gap = text["Gap"].Value,
        favourite = text["Favourite"].Value,
        locked = text["Locked"].Value,
        broken = text["Broken"].Value,
        clip = text["Clip.Length"].Value,
        units = new { h = text["unit.h"].Value, m = text["unit.m"].Value, s = text["unit.s"].Value },
        reasons = Reasons(),
    };

    // Every reason that a stream can give, as its own pages say it.
    private Dictionary<string, string> Reasons()
    {
        var reasons = streams.GetAllStrings(includeParentCultures: true).Where(s => s.Name.StartsWith(ReasonKey, StringComparison.Ordinal))
            .ToDictionary(s => s.Name[ReasonKey.Length..], s => s.Value);
        reasons["unknown"] = text["Gap.unknown"];
        return reasons;
    }
}
