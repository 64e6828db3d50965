using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

public enum TriggerKind
{
    /// <summary>Recorded by hand, or always when the path says so.</summary>
    None,

    /// <summary>Recorded while the picture is colourful.</summary>
    Content,

    /// <summary>Recorded while an encoder box reports an input and its snapshot has enough of a colour (MediaMTX Pro's <c>network_capture</c>).</summary>
    Device,
}

/// <summary>When a path records by itself. A path without a row has none.</summary>
public sealed class StreamTrigger
{
    public Guid StreamId { get; set; }

    public TriggerKind Kind { get; set; }

    /// <summary>Score, 0 to 100, that starts a recording when reached <see cref="Checks"/> times in a row (content) or as a sum (device).</summary>
    public int StartScore { get; set; } = 20;

    /// <summary>Score below which the content has gone.</summary>
    public int StopScore { get; set; } = 10;

    /// <summary>Checks in a row that start it, 1 to 20.</summary>
    public int Checks { get; set; } = 3;

    /// <summary>Seconds that the content may be gone before the recording stops.</summary>
    public int HoldSeconds { get; set; } = 30;

    /// <summary>Seconds between two checks, 2 to 60.</summary>
    public int CheckSeconds { get; set; } = 5;

    /// <summary>Base address of the encoder's HTTP API, <c>http://host</c>; null = the host of the source.</summary>
    public string? DeviceAddress { get; set; }

    /// <summary><c>r1-r2,g1-g2,b1-b2</c>, 0 to 255 inclusive; null = the reference's box.</summary>
    public string? ColourBox { get; set; }

    /// <summary>Weekly table of the hours in which it is armed, see <c>WeeklyTable</c>; null = always.</summary>
    public string? Schedule { get; set; }

    /// <summary>The table of <see cref="Schedule"/>; always where nobody can read it.</summary>
    public WeeklyTable Table => WeeklyTable.Parse(Schedule) is { IsSuccess: true } table ? table.Value : WeeklyTable.Always;

    /// <summary>Colourful content, with bounds that a test picture, a film and a desk camera pass and a blue or grey picture does not.</summary>
    public static StreamTrigger ForContent(Guid streamId) => new() { StreamId = streamId, Kind = TriggerKind.Content };

    /// <summary>An encoder box, with MediaMTX Pro's threshold.</summary>
    public static StreamTrigger ForDevice(Guid streamId) => new() { StreamId = streamId, Kind = TriggerKind.Device, StartScore = 60, StopScore = 5, HoldSeconds = 60 };

    public static StreamTrigger PresetOf(TriggerKind kind, Guid streamId) => kind switch
    {
        TriggerKind.None => new() { StreamId = streamId },
        TriggerKind.Content => ForContent(streamId),
        TriggerKind.Device => ForDevice(streamId),
    };

    /// <summary>Everything but whose it is.</summary>
    public void Take(StreamTrigger other)
    {
        (Kind, StartScore, StopScore, Checks) = (other.Kind, other.StartScore, other.StopScore, other.Checks);
        (HoldSeconds, CheckSeconds) = (other.HoldSeconds, other.CheckSeconds);
        (DeviceAddress, ColourBox, Schedule) = (other.DeviceAddress, other.ColourBox, other.Schedule);
    }

    public bool IsLike(StreamTrigger other) =>
        (Kind, StartScore, StopScore, Checks, HoldSeconds, CheckSeconds) == (other.Kind, other.StartScore, other.StopScore, other.Checks, other.HoldSeconds, other.CheckSeconds)
        && (DeviceAddress, ColourBox, Schedule) == (other.DeviceAddress, other.ColourBox, other.Schedule);

    public IEnumerable<Refusal> Check()
    {
        var isDevice = Kind == TriggerKind.Device;
        if (StartScore < 1 || StartScore > (isDevice ? 1300 : 100)) yield return isDevice ? TriggerRefusals.DeviceScoreInvalid : TriggerRefusals.StartScoreInvalid;
        if (StopScore is < 0 or > 100 || (!isDevice && StopScore > StartScore)) yield return TriggerRefusals.StopScoreInvalid;
        if (Checks < 1 || Checks > (isDevice ? 12 : 20)) yield return TriggerRefusals.ChecksInvalid;
        if (HoldSeconds is < 0 or > 3600) yield return TriggerRefusals.HoldInvalid;
        if (CheckSeconds is < 2 or > 60) yield return TriggerRefusals.CheckSecondsInvalid;
        if (DeviceAddress is not null && !IsBase(DeviceAddress)) yield return TriggerRefusals.DeviceAddressInvalid;
        if (ColourBox is not null && Streams.ColourBox.Parse(ColourBox) is null) yield return TriggerRefusals.ColourBoxInvalid;
        if (WeeklyTable.Parse(Schedule) is { IsSuccess: false } table) yield return table.Refusal;
    }

    private static bool IsBase(string address) =>
        address.Length <= SourceAddress.MaxLength && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "" };
}
