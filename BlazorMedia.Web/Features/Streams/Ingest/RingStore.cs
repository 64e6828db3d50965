using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Platform.Files;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>The ring on disk, <c>&lt;ring&gt;/&lt;stream id&gt;/&lt;run id&gt;/</c>: begins runs, finds those of an earlier life of the app, removes what is old.</summary>
internal sealed class RingStore(IOptionsMonitor<StreamsOptions> options, DataDirectory data, TimeProvider time)
{
    // Made at start, so that files can be put there before the first stream asks for one.
    private readonly DirectoryInfo media = Directory.CreateDirectory(data.File("media"));

    public string Root { get; } = Directory.CreateDirectory(Path.GetFullPath(options.CurrentValue.RingDirectory ?? data.File("ring"))).FullName;

    /// <summary>Files that may be looped as a source.</summary>
    public string FilesDirectory => options.CurrentValue.FilesDirectory is { Length: > 0 } chosen ? Path.GetFullPath(chosen) : media.FullName;

    public string FolderOf(Guid streamId) => Path.Combine(Root, streamId.ToString("N"));

    /// <summary>The file of a file source below <see cref="FilesDirectory"/>; null for others and for names that would leave it.</summary>
    public string? FileOf(SourceAddress source) => SafePath.Below(FilesDirectory, source.FileName);

    public IngestRun Begin(LiveStream stream, IngestInput input, IngestPlan plan)
    {
        var facts = new RunFacts(time.GetUtcNow(), plan, FingerprintOf(input.Address));
        var folder = RunFolder.Create(FolderOf(stream.Id), facts, stream.Ring.Runs.LastOrDefault()?.Id);
        var file = input.Publication is { } publication ? folder.MakePipe(publication.Feed.Format) : FileOf(input.Address);
        var process = IngestProcess.Start(folder, FfmpegArguments.Ring(input.Address, file, plan, folder.Pattern));
        return new IngestRun(folder, facts, process, Enter(stream.Ring, folder, facts, new RunClock(), 0)) { Sink = input.Publication?.Feed.Attach(file!) };
    }

    /// <summary>Enters the runs of an earlier life, oldest first. Returns the one whose FFmpeg still writes it, if it is what the path wants now; others that live are ended.</summary>
    /// <param name="source">What the path wants; null when it is disabled.</param>
    public async Task<IngestRun?> RestoreAsync(LiveStream stream, SourceAddress? source, CancellationToken ct)
    {
        if (!Directory.Exists(FolderOf(stream.Id))) return null;
        IngestRun? adopted = null;
        foreach (var path in Directory.EnumerateDirectories(FolderOf(stream.Id)).Order(StringComparer.Ordinal))
        {
            var folder = new RunFolder(path);
            var facts = folder.ReadFacts();
            var process = IngestProcess.Find(folder);
            var isWanted = adopted is null && process is not null && source is not null && facts?.Fingerprint == FingerprintOf(source);
            if (process is not null && !isWanted) await process.StopAsync(time, ct);
            if (facts is null || (folder.FirstNumber() is null && !isWanted)) Directory.Delete(path, recursive: true);
            else if (isWanted) adopted = Adopt(stream, folder, facts, process!);
            else Read(stream, folder, facts);
        }
        return adopted;
    }

    /// <summary>Ends FFmpegs of paths that are no more and removes their folders.</summary>
    public async Task RemoveStrangersAsync(IReadOnlySet<Guid> known, CancellationToken ct)
    {
        foreach (var path in Directory.EnumerateDirectories(Root))
            if (!Guid.TryParseExact(Path.GetFileName(path), "N", out var id) || !known.Contains(id)) await RemoveAsync(path, ct);
    }

    /// <summary>Everything of one path; its processes are ended first.</summary>
    public async Task RemoveAsync(string streamFolder, CancellationToken ct)
    {
        if (!Directory.Exists(streamFolder)) return;
        await EndAsync(streamFolder, ct);
        Directory.Delete(streamFolder, recursive: true);
    }

    /// <summary>Ends the processes of one path.</summary>
    public async Task EndAsync(string streamFolder, CancellationToken ct)
    {
        if (!Directory.Exists(streamFolder)) return;
        foreach (var path in Directory.EnumerateDirectories(streamFolder))
            if (IngestProcess.Find(new RunFolder(path)) is { } process) await process.StopAsync(time, ct);
    }

    private static IngestRun Adopt(LiveStream stream, RunFolder folder, RunFacts facts, IngestProcess process) =>
        new(folder, facts, process, Enter(stream.Ring, folder, facts, folder.ReadClock(), folder.FirstNumber() ?? 0));

    private void Read(LiveStream stream, RunFolder folder, RunFacts facts)
    {
        using var tailer = Enter(stream.Ring, folder, facts, folder.ReadClock(), folder.FirstNumber() ?? 0);
        tailer.End(time.GetUtcNow(), "app-stopped", isArriving: false);
    }

    private static RingTailer Enter(RingIndex ring, RunFolder folder, RunFacts facts, RunClock clock, int firstNumber)
    {
        // The seconds of the epoch are ahead of any count of segments, so the numbers grow over restarts of the app too.
        if (ring.LastMediaSequence < 0) ring.LastMediaSequence = facts.StartedAt.ToUnixTimeSeconds();
        var run = new RingRun(folder.Id, folder.Path, facts.StartedAt, ring.RunCount++);
        ring.Change(runs => runs.Add(run));
        return new RingTailer(ring, run, clock, firstNumber);
    }

    private static string FingerprintOf(SourceAddress source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Url)));
}
