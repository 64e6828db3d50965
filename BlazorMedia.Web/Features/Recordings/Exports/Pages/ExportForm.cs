using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>What stands in the fields of a new export.</summary>
internal sealed class ExportForm
{
    private const string WallFormat = "yyyy-MM-ddTHH:mm:ss.fff";

    /// <summary>Null: a stream and its real time.</summary>
    public RecordingDto? Recording { get; private init; }

    public string? Stream { get; set; }

    /// <summary>A place in the file, or local time as the browser's field writes it.</summary>
    public string? From { get; set; }

    /// <inheritdoc cref="From"/>
    public string? Until { get; set; }

    public string Mode { get; set; } = CreateExportRequest.Copy;

    /// <summary>Whole files, end to end; empty: a part of one, or of a stream's time.</summary>
    public IReadOnlyList<RecordingDto> Whole { get; private init; } = [];

    // What the address said, and how it was written into the fields: as long as nobody changes that, the instant itself counts. It knows the zone and which of two hours is meant.
    private (string? Text, DateTimeOffset? At) givenFrom;
    private (string? Text, DateTimeOffset? At) givenUntil;

    public string? Name { get; set; }

    public bool BurnTime { get; set; }

    public List<MarkRow> Marks { get; } = [];

    public static ExportForm Of(QueryState query, RecordingDto? recording, ViewerClock viewer)
    {
        var (from, until) = (query.Get("from"), query.Get("until"));
        if (recording is not null) return new() { Recording = recording, From = OffsetOf(from) ?? Offsets.Text(0), Until = OffsetOf(until) ?? Offsets.Text(recording.DurationMs) };
        var form = new ExportForm { Stream = query.Get("stream"), givenFrom = (null, InstantOf(from)), givenUntil = (null, InstantOf(until)) };
        form.Write(viewer);
        return form;
    }

    public static ExportForm OfWhole(IReadOnlyList<RecordingDto> recordings) => new() { Whole = recordings };

    /// <summary>Writes the given instants anew, for example when the person's zone became known; what was typed stays.</summary>
    public void Write(ViewerClock viewer)
    {
        if (From == givenFrom.Text) From = WallOf(givenFrom.At, viewer);
        if (Until == givenUntil.Text) Until = WallOf(givenUntil.At, viewer);
        (givenFrom.Text, givenUntil.Text) = (WallOf(givenFrom.At, viewer), WallOf(givenUntil.At, viewer));
    }

    /// <summary>Refused where a time cannot be read.</summary>
    public Result<CreateExportRequest> ToRequest(ViewerClock viewer)
    {
        var marks = new List<ExportMarkRequest>();
        foreach (var row in Marks)
        {
            var (at, wall) = (Recording is null ? null : Offsets.Read(row.At), Recording is null ? Wall(row.At, viewer) : null);
            if (at is null && wall is null) return ExportRefusals.MarkInvalid;
            marks.Add(new ExportMarkRequest(null, at, wall, row.Text, row.Url));
        }
        if (Whole.Count > 0) return new CreateExportRequest(Name, Mode, [.. Whole.Select(r => new ExportPieceRequest(r.Id, 0, r.DurationMs))], Marks: marks, BurnTime: BurnTime);
        return Recording is null ? OfStream(marks, viewer) : OfRecording(Recording, marks);
    }

    private Result<CreateExportRequest> OfRecording(RecordingDto recording, List<ExportMarkRequest> marks)
    {
        if (Offsets.Read(From) is not { } from) return TimeInvalid("from");
        if (Offsets.Read(Until) is not { } until) return TimeInvalid("until");
        if (until <= from) return ExportRefusals.RangeInvalid;
        return new CreateExportRequest(Name, Mode, [new(recording.Id, from, until)], Marks: marks, BurnTime: BurnTime);
    }

    private CreateExportRequest OfStream(List<ExportMarkRequest> marks, ViewerClock viewer) =>
        new(Name, Mode, null, Stream, From == givenFrom.Text ? givenFrom.At : Wall(From, viewer), Until == givenUntil.Text ? givenUntil.At : Wall(Until, viewer), marks, BurnTime);

    private static string? OffsetOf(string? milliseconds) => long.TryParse(milliseconds, CultureInfo.InvariantCulture, out var ms) && ms >= 0 ? Offsets.Text(ms) : null;

    private static DateTimeOffset? InstantOf(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    private static string? WallOf(DateTimeOffset? instant, ViewerClock viewer) => instant is { } at ? viewer.ToLocal(at).ToString(WallFormat, CultureInfo.InvariantCulture) : null;

    // In the night when the clock is set back, the earlier of the two hours.
    private static DateTimeOffset? Wall(string? local, ViewerClock viewer)
    {
        if (!DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return null;
        var plain = DateTime.SpecifyKind(at, DateTimeKind.Unspecified);
        var offset = viewer.Zone.IsAmbiguousTime(plain) ? viewer.Zone.GetAmbiguousTimeOffsets(plain).Max() : viewer.Zone.GetUtcOffset(plain);
        return new DateTimeOffset(plain, offset).ToUniversalTime();
    }

    private static Refusal TimeInvalid(string field) => new(RefusalKind.Invalid, "time_invalid", "This is not a time.", field);

    /// <summary>A mark as it is typed.</summary>
    internal sealed class MarkRow
    {
        public string? At { get; set; }

        public string? Text { get; set; }

        public string? Url { get; set; }
    }
}
