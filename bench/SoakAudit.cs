using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BlazorMedia.Bench;

internal sealed record SoakHole(string Path, DateTimeOffset From, double Seconds, string Reason);

/// <summary>What was recorded, compared with what was sent: every step between two pictures, every hole between two pieces, every file decoded.</summary>
internal sealed class SoakAudit
{
    private const double Fps = 25;

    // Two pieces may be dated a little apart; a picture is missing from two frames on.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    // A frozen camera is noticed after 5 s, and the last try may have been made just before it came back: 15 s, its jitter, and a keyframe.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(25);

    public int Files { get; private set; }

    public double Seconds { get; private set; }

    public int MissingPictures { get; private set; }

    public List<string> Broken { get; } = [];

    public List<SoakHole> Unexplained { get; } = [];

    /// <summary>Seconds from a kill of FFmpeg until there is a picture again.</summary>
    public List<double> KillHoles { get; } = [];

    /// <summary>Seconds of media before such a kill that are not in the file.</summary>
    public List<double> KillLosses { get; } = [];

    public static async Task<SoakAudit> RunAsync(SoakRun run, IReadOnlyCollection<SoakFault> faults, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var audit = new SoakAudit();
        var details = new List<JsonElement>();
        foreach (var recording in await run.RecordingsAsync(ct)) details.Add(await run.App.GetAsync($"/api/v1/recordings/{recording.GetProperty("id").GetString()}", ct));
        foreach (var recording in details) await audit.CheckFileAsync(run, recording, ct);
        foreach (var path in details.GroupBy(r => r.GetProperty("stream").GetString()!)) audit.CheckHoles(path.Key, [.. path.SelectMany(PiecesOf).OrderBy(p => p.From)], faults, from, until);
        return audit;
    }

    private static IEnumerable<Piece> PiecesOf(JsonElement recording) => recording.GetProperty("pieces").EnumerateArray().Select(p => new Piece(
        p.GetProperty("startedAt").GetDateTimeOffset(), p.GetProperty("startedAt").GetDateTimeOffset().AddMilliseconds(p.GetProperty("durationMs").GetInt64()), p.GetProperty("gapReason").GetString() ?? ""));

    private async Task CheckFileAsync(SoakRun run, JsonElement recording, CancellationToken ct)
    {
        Files++;
        var path = recording.GetProperty("path").GetString()!;
        if (recording.GetProperty("state").GetString() != "ready")
        {
            Broken.Add($"{path}: {recording.GetProperty("failure")}");
            return;
        }
        var file = Path.Combine(run.Recordings, path);
        Seconds += recording.GetProperty("durationMs").GetInt64() / 1000.0;
        var borders = recording.GetProperty("pieces").EnumerateArray().Select(p => p.GetProperty("offsetMs").GetInt64() / 1000.0).ToList();
        var (_, packets) = await ReadAsync("ffprobe", ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", file], ct);
        var times = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l.TrimEnd(',', '\r'), CultureInfo.InvariantCulture)).Order().ToList();
        foreach (var (one, next) in times.Zip(times.Skip(1)))
            if (next - one > 1.5 / Fps && !borders.Exists(b => Math.Abs(b - next) < 1)) MissingPictures += (int)Math.Round((next - one) * Fps) - 1;
        var (code, errors) = await ReadAsync("ffmpeg", ["-v", "error", "-xerror", "-threads", "1", "-i", file, "-map", "0", "-enc_time_base", "-1", "-f", "null", "-"], ct);
        if (code != 0 || errors.Length > 0) Broken.Add($"{path}: {errors.Split('\n')[0]}");
    }

    private void CheckHoles(string path, List<Piece> pieces, IReadOnlyCollection<SoakFault> faults, DateTimeOffset from, DateTimeOffset until)
    {
        var covered = from;
        foreach (var piece in pieces.Append(new Piece(until, until, "end")))
        {
            if (piece.From - covered > Slack) Judge(new SoakHole(path, covered, (piece.From - covered).TotalSeconds, piece.Reason), faults);
            if (piece.Until > covered) covered = piece.Until;
        }
    }

    private void Judge(SoakHole hole, IReadOnlyCollection<SoakFault> faults)
    {
        var cause = faults.FirstOrDefault(f => f.Path == hole.Path && hole.From > f.From - TimeSpan.FromSeconds(3) && hole.From.AddSeconds(hole.Seconds) < f.Until + Recovery);
        if (cause is null) Unexplained.Add(hole);
        else if (cause.Kind.Contains("FFmpeg", StringComparison.Ordinal))
        {
            KillHoles.Add((hole.From.AddSeconds(hole.Seconds) - cause.From).TotalSeconds);
            KillLosses.Add(Math.Max(0, (cause.From - hole.From).TotalSeconds));
        }
    }

    private static async Task<(int Code, string Output)> ReadAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output + await errors);
    }

    private sealed record Piece(DateTimeOffset From, DateTimeOffset Until, string Reason);
}
