using System.Globalization;
using System.Text.Json;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Recordings.Claims;

/// <summary>The folder of a task: <c>claim.json</c> and the segments as <c>runId-000001.mp4</c>, hard links of the ring's files where that is possible.</summary>
internal sealed class ClaimFolder(string folder)
{
    private const string ClaimFile = "claim.json";

    public string Folder { get; } = folder;

    public Claim? Read()
    {
        var file = Path.Combine(Folder, ClaimFile);
        return File.Exists(file) ? JsonSerializer.Deserialize<Claim>(File.ReadAllBytes(file)) : null;
    }

    public void Write(Claim claim)
    {
        Directory.CreateDirectory(Folder);
        DurableFile.WriteWhole(Path.Combine(Folder, ClaimFile), JsonSerializer.SerializeToUtf8Bytes(claim));
    }

    /// <summary>The n-th finished file, until it has its place among the recordings.</summary>
    public string OutputFile(int index) => Path.Combine(Folder, FormattableString.Invariant($"out-{index}.done"));

    /// <summary>At most one work on this folder at a time, over all processes; given up by disposing or by dying.</summary>
    /// <returns>Null when somebody else has it.</returns>
    public IDisposable? TryTakeTurn()
    {
        Directory.CreateDirectory(Folder);
        try
        {
            return new FileStream(Path.Combine(Folder, "turn.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <returns>Bytes of the segment that have a name here; 0 when there is none.</returns>
    public long LengthOf(RingSegment segment) => new FileInfo(FileOf(segment.Run.Id, segment.Number)) is { Exists: true } file ? file.Length : 0;

    public string FileOf(string runId, int number) => Path.Combine(Folder, FormattableString.Invariant($"{runId}-{number:D6}.mp4"));

    /// <summary>Gives the ring's file a second name here, so that the ring may drop its own.</summary>
    /// <returns>False when the file systems differ and it must be copied once it is closed.</returns>
    public bool TryLink(RingSegment segment)
    {
        var outcome = DurableFile.TryLink(segment.File, FileOf(segment.Run.Id, segment.Number));
        if (outcome == LinkOutcome.NotPossible) return false;
        if (outcome == LinkOutcome.SourceMissing) throw new FileNotFoundException("The ring dropped a segment that a recording claims.", segment.File);
        DurableFile.FlushFolder(Folder);
        return true;
    }

    /// <summary>Names every segment of the claim's runs that lies in the ring of an app that died.</summary>
    /// <param name="ringFolder">The stream's folder of the ring.</param>
    public void Rescue(Claim claim, string ringFolder)
    {
        if (!Directory.Exists(ringFolder)) return;
        foreach (var run in claim.Runs.Where(r => r.End is null && Directory.Exists(Path.Combine(ringFolder, r.Id))))
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(ringFolder, run.Id), "*.mp4"))
            {
                if (!int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !claim.Covers(run.Id, number)) continue;
                if (DurableFile.TryLink(file, FileOf(run.Id, number)) == LinkOutcome.NotPossible) File.Copy(file, FileOf(run.Id, number), overwrite: true);
            }
        }
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>Copies the first bytes of a segment of another file system.</summary>
    public async Task CopyAsync(RingSegment segment, long bytes, CancellationToken ct)
    {
        var target = FileOf(segment.Run.Id, segment.Number);
        var draft = target + ".part";
        await using (var source = new FileStream(segment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        await using (var copy = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await CopyAsync(source, copy, bytes, ct);
            copy.Flush(flushToDisk: true);
        }
        File.Move(draft, target, overwrite: true);
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ClaimedSegment> Segments() =>
        [.. Directory.EnumerateFiles(Folder, "*.mp4").Select(Parse).OfType<ClaimedSegment>().OrderBy(s => s.RunId, StringComparer.Ordinal).ThenBy(s => s.Number)];

    private static async Task CopyAsync(FileStream source, FileStream copy, long bytes, CancellationToken ct)
    {
        var buffer = new byte[1 << 20];
        while (bytes > 0)
        {
            var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes)), ct);
            if (read == 0) return;
            await copy.WriteAsync(buffer.AsMemory(0, read), ct);
            bytes -= read;
        }
    }

    private static ClaimedSegment? Parse(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var dash = name.LastIndexOf('-');
        return dash > 0 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(name[..dash], number, file) : null;
    }
}

/// <summary>A segment that a task has a name for.</summary>
internal sealed record ClaimedSegment(string RunId, int Number, string File);
