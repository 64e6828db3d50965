using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>What a person says of a path: everything but its source, which is stored encrypted.</summary>
/// <param name="PreRollSeconds">Seconds of the past that a recording begins with; 0 = from the last keyframe.</param>
public sealed record StreamSettings(
    string Name, string? DisplayName, string? GroupName, int Order, bool Enabled, bool OnDemand, bool Record, int PreRollSeconds, string? Notes)
{
    /// <summary>False: left out where clients of other systems ask for what they should show (<c>showList</c>).</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Length of one file of a path that is recorded by itself, in seconds; null = 30 minutes.</summary>
    public int? FileSeconds { get; init; }

    public IEnumerable<Refusal> Check(int ringSeconds)
    {
        if (StreamName.Check(Name) is { } name) yield return name;
        if (DisplayName?.Length > 200) yield return StreamRefusals.DisplayNameTooLong;
        if (GroupName?.Length > 100) yield return StreamRefusals.GroupNameTooLong;
        if (Notes?.Length > 4000) yield return StreamRefusals.NotesTooLong;
        if (Order is < -100_000 or > 100_000) yield return StreamRefusals.OrderInvalid;
        if (PreRollSeconds is < 0 or > StreamPath.MaxPreRollSeconds) yield return StreamRefusals.PreRollInvalid;
        else if (PreRollSeconds > ringSeconds) yield return StreamRefusals.PreRollBeyondRing(ringSeconds);
        if (FileSeconds is < StreamPath.MinFileSeconds or > StreamPath.MaxFileSeconds) yield return StreamRefusals.FileSecondsInvalid;
    }
}

/// <summary>A named place for one live stream: a camera, an encoder, a looped file or the test picture.</summary>
public sealed class StreamPath
{
    public const int MaxPreRollSeconds = 3600;
    public const int MinFileSeconds = 10;
    public const int MaxFileSeconds = 24 * 3600;

    private StreamPath()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string? DisplayName { get; private set; }

    public string? GroupName { get; private set; }

    /// <summary>Ascending position in lists; equal ones are sorted by name.</summary>
    public int Order { get; private set; }

    /// <summary>False: nothing is pulled and the state is "disabled".</summary>
    public bool Enabled { get; private set; }

    /// <summary>True: pulled only while somebody watches, records or needs a pre-roll.</summary>
    public bool OnDemand { get; private set; }

    /// <summary>True: recorded whenever it is live, one file after another.</summary>
    public bool Record { get; private set; }

    public int PreRollSeconds { get; private set; }

    public bool IsListed { get; private set; } = true;

    /// <summary>Length of one file when it is recorded by itself, in seconds; null = 30 minutes.</summary>
    public int? FileSeconds { get; private set; }

    public string? Notes { get; private set; }

    /// <summary>The address, encrypted with the application's key ring.</summary>
    public string SourceCipher { get; private set; } = "";

    /// <summary>The address with secrets replaced by ***; safe to show.</summary>
    public string SourceMasked { get; private set; } = "";

    /// <summary>Its source is sent to us instead of pulled by us.</summary>
    public bool IsPublished => SourceMasked == SourceAddress.Publisher;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Display name, or the name where none is given.</summary>
    public string Title => string.IsNullOrWhiteSpace(DisplayName) ? Name : DisplayName;

    /// <summary>The settings must have been checked; the caller reports all mistakes of a form at once.</summary>
    public static StreamPath Create(StreamSettings settings, DateTimeOffset now)
    {
        var path = new StreamPath { Id = Guid.CreateVersion7(now), CreatedAt = now };
        path.Change(settings, now);
        return path;
    }

    public void Change(StreamSettings settings, DateTimeOffset now)
    {
        (Name, DisplayName, GroupName, Order) = (settings.Name, Clean(settings.DisplayName), Clean(settings.GroupName), settings.Order);
        (Enabled, OnDemand, Record, PreRollSeconds) = (settings.Enabled, settings.OnDemand, settings.Record, settings.PreRollSeconds);
        (IsListed, FileSeconds) = (settings.IsListed, settings.FileSeconds);
        (Notes, UpdatedAt) = (Clean(settings.Notes), now);
    }

    public void ChangeSource(string cipher, string masked, DateTimeOffset now) => (SourceCipher, SourceMasked, UpdatedAt) = (cipher, masked, now);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
