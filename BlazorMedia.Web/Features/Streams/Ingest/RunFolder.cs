using System.Globalization;
using System.Text.Json;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>What a run was started with; written beside its segments, so that a restarted app knows what it finds.</summary>
/// <param name="Fingerprint">Of the source address; a run with another one is not adopted.</param>
internal sealed record RunFacts(DateTimeOffset StartedAt, IngestPlan Plan, string Fingerprint);

/// <summary>The folder of one run: <c>run.json</c>, <c>clock</c>, <c>pid</c>, <c>stdin</c>, <c>log</c> and the segments.</summary>
internal sealed class RunFolder(string path)
{
    private DateTimeOffset? savedZero;

    public string Path { get; } = path;

    public string Id => System.IO.Path.GetFileName(Path);

    public string Pattern => File("%06d.mp4");

    private const string IdTime = "yyyyMMddHHmmssfff";

    /// <summary>Names sort by start, also after the wall clock was set back; the random tail keeps two starts of one millisecond apart.</summary>
    /// <param name="lastId">Of the run before; null for the first.</param>
    public static RunFolder Create(string streamFolder, RunFacts facts, string? lastId)
    {
        var instant = facts.StartedAt.UtcDateTime;
        if (lastId?.Length > IdTime.Length && DateTime.TryParseExact(lastId[..IdTime.Length], IdTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var last) && last >= instant)
            instant = last.AddMilliseconds(1);
        var id = instant.ToString(IdTime, CultureInfo.InvariantCulture) + FormattableString.Invariant($"-{Random.Shared.Next(0x1000, 0x10000):x}");
        var folder = new RunFolder(System.IO.Path.Combine(streamFolder, id));
        Directory.CreateDirectory(folder.Path);
        System.IO.File.WriteAllText(folder.File("run.json"), JsonSerializer.Serialize(facts));
        return folder;
    }

    /// <summary>Makes the named pipe through which FFmpeg is given the media of a publisher.</summary>
    /// <param name="format">FFmpeg's name of what will come through it.</param>
    public string MakePipe(string format)
    {
        var pipe = File("in." + format);
        return ProcessTable.MakePipe(pipe) ? pipe : throw new IOException($"The named pipe {pipe} could not be made.");
    }

    /// <summary>Null when the app died before it was written, or the file is damaged.</summary>
    public RunFacts? ReadFacts()
    {
        try
        {
            return JsonSerializer.Deserialize<RunFacts>(System.IO.File.ReadAllText(File("run.json")));
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The number of the oldest segment that is still there; null without one.</summary>
    public int? FirstNumber() => Directory.EnumerateFiles(Path, "*.mp4")
        .Select(f => int.TryParse(System.IO.Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (int?)n : null)
        .Min();

    public (int Pid, long StartTicks)? ReadPid()
    {
        try
        {
            return System.IO.File.ReadAllText(File("pid")).Split(' ') is [var pid, var ticks]
                ? (int.Parse(pid, CultureInfo.InvariantCulture), long.Parse(ticks, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException or OverflowException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public RunClock ReadClock()
    {
        var clock = new RunClock();
        if (System.IO.File.Exists(File("clock")) && long.TryParse(System.IO.File.ReadAllText(File("clock")), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            clock.Resume(new DateTimeOffset(ticks, TimeSpan.Zero));
        return clock;
    }

    /// <summary>On the ring's file system.</summary>
    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Keeps the clock for a restart; writes only when it moved by more than a picture's quarter.</summary>
    public void SaveClock(RunClock clock)
    {
        if (clock.Zero is not { } zero || (savedZero is { } saved && (zero - saved).Duration() < TimeSpan.FromMilliseconds(10))) return;
        try
        {
            var temporary = File("clock.new");
            System.IO.File.WriteAllText(temporary, zero.UtcTicks.ToString(CultureInfo.InvariantCulture));
            System.IO.File.Move(temporary, File("clock"), overwrite: true);
            savedZero = zero;
        }
        catch (IOException)
        {
            // A full disk must not end the run that reports it; the next second tries again.
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
