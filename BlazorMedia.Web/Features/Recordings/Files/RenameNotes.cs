using System.Text.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Notes of renames that are under way, so that a crash leaves no second name behind that would keep the space of a deleted file.</summary>
internal sealed class RenameNotes(IDbContextFactory<AppDbContext> databases, RecordingStore store)
{
    private const string Prefix = "rename-";

    public void Write(Guid recordingId, string from, string to) =>
        DurableFile.WriteWhole(FileOf(recordingId), JsonSerializer.SerializeToUtf8Bytes(new Note(recordingId, from, to)));

    public void Discard(Guid recordingId) => File.Delete(FileOf(recordingId));

    /// <summary>Takes away the name that the row does not have, then the note.</summary>
    public void Settle(Guid recordingId, string from, string to, string? kept)
    {
        // Never the last name: without a row's word (kept is neither) nothing is removed.
        if (kept == to && File.Exists(store.FileOf(to))) store.Remove(from);
        else if (kept == from && File.Exists(store.FileOf(from))) store.Remove(to);
        Discard(recordingId);
    }

    /// <summary>Finishes what a crash interrupted.</summary>
    public async Task ReplayAsync(CancellationToken ct)
    {
        foreach (var file in Directory.GetFiles(store.TasksFolder, Prefix + "*.json"))
        {
            var note = JsonSerializer.Deserialize<Note>(await File.ReadAllBytesAsync(file, ct))!;
            await using var db = await databases.CreateDbContextAsync(ct);
            var kept = await db.Set<Recording>().Where(r => r.Id == note.RecordingId).Select(r => r.Path).SingleOrDefaultAsync(ct);
            Settle(note.RecordingId, note.From, note.To, kept);
        }
    }

    private string FileOf(Guid recordingId) => Path.Combine(store.TasksFolder, $"{Prefix}{recordingId:N}.json");

    private sealed record Note(Guid RecordingId, string From, string To);
}
