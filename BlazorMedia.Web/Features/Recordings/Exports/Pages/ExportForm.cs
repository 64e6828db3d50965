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

    public string? Name { get; set; }

    public bool BurnTime { get; set; }

    public List<MarkRow> Marks { get; } = [];

    public static ExportForm Of(QueryState query, RecordingDto? recording, ViewerClock viewer)
    {
        var (from, until) = (query.Get("from"), query.Get("until"));
        return recording is not null
            ? new() { Recording = recording, From = OffsetOf(from) ?? Offsets.Text(0), Until = OffsetOf(until) ?? Offsets.Text(recording.DurationMs) }
            : new() { Stream = query.Get("stream"), From = WallOf(from, viewer), Until = WallOf(until, viewer) };
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
        new(Name, Mode, null, Stream, Wall(From, viewer), Wall(Until, viewer), marks, BurnTime);

    private static string? OffsetOf(string? milliseconds) => long.TryParse(milliseconds, CultureInfo.InvariantCulture, out var ms) && ms >= 0 ? Offsets.Text(ms) : null;

    private static string? WallOf(string? instant, ViewerClock viewer) =>
        DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? viewer.ToLocal(at).ToString(WallFormat, CultureInfo.InvariantCulture) : null;

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
