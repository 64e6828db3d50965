using System.Text.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Notes of renames that are under way, so that a crash leaves no second name behind that would keep the space of a deleted file.</summary>
internal sealed partial class RenameNotes(IDbContextFactory<AppDbContext> databases, RecordingStore store, ILogger<RenameNotes> logger) : IDisposable
{
    private const string Prefix = "rename-";

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>One rename or replay at a time: what a rename has just begun looks like what a crash left. Given up by disposing.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Turn(gate);
    }

    public void Write(Guid recordingId, string from, string to) =>
        DurableFile.WriteWhole(FileOf(recordingId), JsonSerializer.SerializeToUtf8Bytes(new Note(recordingId, from, to)));

    public void Discard(Guid recordingId) => File.Delete(FileOf(recordingId));

    /// <summary>Gives the file the name that the row has, takes the other one away, then the note.</summary>
    public void Settle(Guid recordingId, string from, string to, string? kept)
    {
        // Without a row's word (kept is neither) nothing is touched.
        if (kept == to) Keep(to, from);
        else if (kept == from) Keep(from, to);
        Discard(recordingId);
    }

    /// <summary>Finishes what a crash interrupted.</summary>
    public async Task ReplayAsync(CancellationToken ct)
    {
        using var turn = await TakeTurnAsync(ct);
        foreach (var file in Directory.GetFiles(store.TasksFolder, Prefix + "*.json"))
        {
            try
            {
                await ReplayAsync(file, ct);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                LogKept(exception, file);
            }
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task ReplayAsync(string file, CancellationToken ct)
    {
        var note = JsonSerializer.Deserialize<Note>(await File.ReadAllBytesAsync(file, ct))!;
        await using var db = await databases.CreateDbContextAsync(ct);
        var kept = await db.Set<Recording>().Where(r => r.Id == note.RecordingId).Select(r => r.Path).SingleOrDefaultAsync(ct);
        Settle(note.RecordingId, note.From, note.To, kept);
    }

    // Where the file system has no hard links, a file that was moved has only the name that its row does not have.
    private void Keep(string name, string other)
    {
        var (file, otherFile) = (store.FileOf(name), store.FileOf(other));
        if (!File.Exists(file) && File.Exists(otherFile)) store.TryPlace(otherFile, name);
        // Never the last name, and never a file that got the other name since: two names of one file have one size.
        if (File.Exists(otherFile) && store.IsPlaced(otherFile, name)) store.Remove(other);
    }

    private string FileOf(Guid recordingId) => Path.Combine(store.TasksFolder, $"{Prefix}{recordingId:N}.json");

    [LoggerMessage(LogLevel.Warning, "A rename that was interrupted could not be finished ({File}); it is tried again")]
    private partial void LogKept(Exception exception, string file);

    private sealed record Note(Guid RecordingId, string From, string To);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
