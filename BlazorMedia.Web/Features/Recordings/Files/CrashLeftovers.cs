using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>What a crash may leave beside the recordings: half a rename, and the folders of tasks that are done or were never begun.</summary>
internal sealed partial class CrashLeftovers(
    IDbContextFactory<AppDbContext> databases, RecordingStore store, RenameNotes renames, TimeProvider time, ILogger<CrashLeftovers> logger)
{
    // A start makes its folder before its row.
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(1);

    public async Task TidyAsync(CancellationToken ct)
    {
        await renames.ReplayAsync(ct);
        foreach (var folder in Directory.GetDirectories(store.TasksFolder))
            if (Guid.TryParseExact(Path.GetFileName(folder), "N", out var taskId) && await IsLeftAsync(taskId, folder, ct)) Delete(folder);
    }

    private void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It costs space and nothing else, so what comes behind it is looked after all the same.
            LogKept(exception, folder);
        }
    }

    private async Task<bool> IsLeftAsync(Guid taskId, string folder, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var state = await db.Set<RecordingTask>().Where(t => t.Id == taskId).Select(t => (RecordingTaskState?)t.State).SingleOrDefaultAsync(ct);
        return state == RecordingTaskState.Finished || (state is null && Directory.GetLastWriteTimeUtc(folder) < (time.GetUtcNow() - Youth).UtcDateTime);
    }

    [LoggerMessage(LogLevel.Warning, "The folder {Folder} of a finished recording task could not be removed; it is tried again")]
    private partial void LogKept(Exception exception, string folder);
}
