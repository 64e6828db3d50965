using System.Globalization;
using System.Text;
using BlazorMedia.Web.Features.Jobs.Dashboard;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>One run with its details: from memory while it runs here, from the history afterwards.</summary>
internal sealed class JobRuns(RunningJobs local, JobBoard board, JobHistory history, JobCatalog catalog, TimeProvider clock)
{
    private const int AttemptsShown = 20;

    /// <param name="id">Of a running job or of a run in the history.</param>
    /// <returns>Null when there is no such run, or not any more.</returns>
    public async Task<JobRunDetail?> FindAsync(string id, CancellationToken ct)
    {
        if ((await board.RunningAsync(ct)).FirstOrDefault(r => r.Id == id) is { } running)
            return new(id, running.Key, running.Identity, null, running.StartedAt, clock.GetUtcNow() - running.StartedAt, null, running.Percent, running.Message, null, running.Node, null, false, await AttemptsAsync(running.Key, running.Identity, ct));
        if (await history.FindAsync(id, ct) is not { } found) return null;
        var (run, input, _) = found;
        var hidden = input is not null && catalog.Find(run.Key)?.Spec.HidesInput != false;
        return new(run.Id, run.Key, run.Identity, run.Outcome, run.StartedAt, run.Duration, run.Attempt, null, null, run.Error, run.Node, hidden ? null : input, hidden, await AttemptsAsync(run.Key, run.Identity, ct));
    }

    /// <summary>What it logged, the oldest line first; empty when it said nothing. Lines of a run on another node come with its end.</summary>
    /// <returns>Null when there is no such run, or not any more.</returns>
    public async Task<string?> LogAsync(string id, CancellationToken ct)
    {
        if (local.Find(id) is { } running) return TextOf(running.Log.Lines);
        if (await history.FindAsync(id, ct) is { } found) return found.Log ?? "";
        return (await board.RunningAsync(ct)).Any(r => r.Id == id) ? "" : null;
    }

    private Task<IReadOnlyList<FinishedJob>> AttemptsAsync(string key, string? identity, CancellationToken ct) => history.OfSameWorkAsync(key, identity, AttemptsShown, ct);

    // As the engine writes the lines that it keeps, so that they do not change their look with the end of the run.
    private static string TextOf(IEnumerable<RunLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {WordOf(line.Level)} {line.Category}: {line.Text}\n");
        return text.ToString();
    }

    private static string WordOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        LogLevel.None => "none",
    };
}
