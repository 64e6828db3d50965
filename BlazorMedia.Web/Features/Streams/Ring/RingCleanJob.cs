using System.Collections.Immutable;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>Removes segments that are older than the ring reaches and that nobody holds, then the folders of runs that are empty.</summary>
internal sealed class RingCleanJob(LiveStreams streams, RingStore store, IOptionsMonitor<StreamsOptions> options, TimeProvider time) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("streams.ring-clean", TimeSpan.FromSeconds(15));

    public Task RunAsync(JobRun run, CancellationToken ct)
    {
        var cutoff = time.GetUtcNow() - TimeSpan.FromSeconds(options.CurrentValue.RingSeconds);
        var failures = new List<Exception>();
        foreach (var stream in streams.All)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                if (stream.Elsewhere is null) Clean(stream.Ring, cutoff);
                else CleanLeft(store.FolderOf(stream.Id), cutoff);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A file that cannot be removed must not keep the other rings from being cleaned.
                failures.Add(exception);
            }
        }
        return failures.Count == 0 ? Task.CompletedTask : throw new AggregateException("Some rings could not be cleaned.", failures);
    }

    /// <summary>Leaves the index first and the disk second: whoever still reads an unlinked file reads on.</summary>
    internal static void Clean(RingIndex ring, DateTimeOffset cutoff)
    {
        foreach (var ringRun in ring.Runs)
        {
            var old = ringRun.Segments.TakeWhile(s => s.IsClosed && (s.StartsAt is not { } start || start + s.Duration < cutoff) && s.MediaSequence < ring.HeldFrom).ToList();
            if (old.Count > 0) ring.Change(runs => Without(runs, ringRun, old.Count));
            foreach (var segment in old) File.Delete(segment.File);
            // Wherever it stands: failed tries leave empty runs behind one that is held.
            if (ringRun.IsEnded && ringRun.Segments.Length == 0) Remove(ring, ringRun);
        }
    }

    /// <summary>What was pulled here until another node took the path over. A recording that needs it has names of its own for it.</summary>
    private static void CleanLeft(string folder, DateTimeOffset cutoff)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.mp4", SearchOption.AllDirectories).All(f => File.GetLastWriteTimeUtc(f) < cutoff.UtcDateTime))
            Directory.Delete(folder, recursive: true);
    }

    private static void Remove(RingIndex ring, RingRun run)
    {
        ring.Change(runs => runs.Remove(run));
        if (Directory.Exists(run.Folder)) Directory.Delete(run.Folder, recursive: true);
    }

    private static ImmutableArray<RingRun> Without(ImmutableArray<RingRun> runs, RingRun run, int count)
    {
        run.Segments = run.Segments.RemoveRange(0, count);
        return runs;
    }
}
