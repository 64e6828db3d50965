using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Domain.Recordings;

/// <summary>How the pictures of one path are taken: by itself every so often, and with which looks.</summary>
public sealed class SnapshotPlan
{
    public Guid StreamId { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Seconds between two pictures, 5 to 86,400.</summary>
    public int IntervalSeconds { get; set; } = 60;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int Quality { get; set; } = 80;

    /// <summary>Days that a picture is kept; 0 = for ever.</summary>
    public int KeepDays { get; set; } = 7;

    /// <summary><c>x,y,w,h</c> in pixels of the source; null = the whole picture.</summary>
    public string? Crop { get; set; }

    /// <summary>-100 to 100.</summary>
    public int Brightness { get; set; }

    /// <summary>-100 to 100.</summary>
    public int Contrast { get; set; }

    /// <summary>-100 to 100.</summary>
    public int Saturation { get; set; }

    /// <summary>Pixels; 0 = no thumbnail.</summary>
    public int ThumbnailWidth { get; set; }

    /// <summary>How its pictures look, or why they cannot.</summary>
    public Result<StillLook> Look() => StillLook.Create(null, Quality, Crop, Brightness, Contrast, Saturation);

    public IEnumerable<Refusal> Check()
    {
        if (IntervalSeconds is < 5 or > 86_400) yield return SnapshotRefusals.IntervalInvalid;
        if (KeepDays is < 0 or > 3650) yield return SnapshotRefusals.KeepInvalid;
        if (ThumbnailWidth is not (0 or (>= 64 and <= 1920))) yield return SnapshotRefusals.ThumbnailInvalid;
        foreach (var refusal in Look().Refusals) yield return refusal;
    }
}

/// <summary>A picture that was kept.</summary>
public sealed class Snapshot
{
    public Guid Id { get; set; }

    public Guid StreamId { get; set; }

    public string StreamName { get; set; } = "";

    /// <summary>Wall clock of the picture.</summary>
    public DateTimeOffset TakenAt { get; set; }

    /// <summary>Below the recordings' root, <c>YYYYMMDD/name.jpg</c>.</summary>
    public string Path { get; set; } = "";

    public int Width { get; set; }

    public int Height { get; set; }

    public long Bytes { get; set; }

    /// <summary>True: taken by the path's plan, and removed when it is old; false: by a person or a client, and kept.</summary>
    public bool IsPeriodic { get; set; }

    /// <summary>Marked before the file is unlinked.</summary>
    public bool IsGarbage { get; set; }
}
