using System.Globalization;

namespace BlazorMedia.Bench;

/// <summary>
/// Twenty cameras, recorded without end into short files, while faults are injected at random with a fixed seed; afterwards every file is
/// audited. <c>bench -- soak [minutes [seed]]</c>, 30 minutes and seed 1 unless told.
/// </summary>
internal static class SoakBench
{
    private const int Paths = 20;
    private const int FileSeconds = 120;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Results results, double minutes, int seed, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-soak-");
        try
        {
            await RunAsync(results, folder.FullName, TimeSpan.FromMinutes(minutes), seed, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(Results results, string folder, TimeSpan length, int seed, CancellationToken ct)
    {
        Say("making the clip");
        await using var cameras = await SoakCameras.StartAsync(folder, Paths, length, ct);
        await using var run = await SoakRun.StartAsync(Path.Combine(folder, "data"), cameras, FileSeconds, ct);
        Say($"{Paths} paths are live; {length.TotalMinutes:0} minutes begin, seed {seed}");
        var faults = new SoakFaults(run, cameras, new Random(seed));
        var samples = new SoakSamples(run);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        over.CancelAfter(length);
        var sampling = samples.RunAsync(SampleEvery, over.Token);
        var begun = DateTimeOffset.UtcNow;
        await faults.RunAsync(length, over.Token);
        await sampling;
        await Wait.UntilAsync(async c => await run.App.LiveStreamsAsync(c) == Paths, "every stream is live again", ct);
        var processes = run.FfmpegCount();
        var until = DateTimeOffset.UtcNow;
        await run.FinishAsync(ct);
        Say("auditing every file");
        var audit = await SoakAudit.RunAsync(run, faults.Injected, begun, until, ct);
        await run.StopAsync();
        Report(results, faults, samples, audit, processes, run.FfmpegCount());
    }

    private static void Report(Results results, SoakFaults faults, SoakSamples samples, SoakAudit audit, int atEnd, int left)
    {
        foreach (var kind in faults.Injected.GroupBy(f => f.Kind).OrderBy(g => g.Key)) results.Add($"soak: faults injected, {kind.Key}", $"{kind.Count()}");
        results.Add("soak: files, hours of picture", $"{audit.Files}, {audit.Seconds / 3600:0.00} h");
        results.Add("soak: pictures missing within pieces", $"{audit.MissingPictures}", "0");
        results.Add("soak: holes outside the injected outages", $"{audit.Unexplained.Count} ({audit.Unexplained.Sum(h => h.Seconds):0.0} s)", "0");
        results.Add("soak: files that do not decode", $"{audit.Broken.Count}", "0");
        if (audit.KillLosses.Count > 0) results.AddTimes("soak: media before kill -9 of FFmpeg that is missing", [.. audit.KillLosses.Select(s => s * 1000)], 0.95, "at most 500 ms");
        if (audit.KillHoles.Count > 0) results.AddTimes("soak: from kill -9 of FFmpeg to the next picture", [.. audit.KillHoles.Select(s => s * 1000)], 0.95, "at most 1 s and a keyframe interval (2 s)");
        results.Add("soak: resident memory, slope over the last uninterrupted stretch", $"{samples.SlopeMegabytesPerHour():0.0} MiB/h over {samples.Stretch.TotalMinutes:0} min, {samples.LastMegabytes():0} MiB at the end", "below 1 MiB/h in the long run");
        results.Add("soak: file descriptors of the app, first and last sample of that stretch", $"{samples.Descriptors().First}, {samples.Descriptors().Last}", "no growth");
        results.Add($"soak: FFmpeg processes at the end for {Paths} paths, and after the app stopped", $"{atEnd}, {left}", $"{Paths.ToString(CultureInfo.InvariantCulture)}, 0");
        foreach (var hole in audit.Unexplained.Take(10)) results.Add("soak: unexplained hole", $"{hole.Path} {hole.From:HH:mm:ss.fff} {hole.Seconds:0.00} s {hole.Reason}");
        foreach (var broken in audit.Broken.Take(5)) results.Add("soak: broken file", $"{broken}");
    }

    internal static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
