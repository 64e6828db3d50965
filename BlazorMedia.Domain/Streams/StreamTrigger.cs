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
}
