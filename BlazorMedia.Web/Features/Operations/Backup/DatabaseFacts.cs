using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>What a database holds, in few words.</summary>
/// <param name="Schema">Id of its last migration.</param>
/// <param name="Rows">By table.</param>
/// <param name="Unfinished">Recordings that are being made.</param>
internal sealed record DatabaseFacts(string Schema, IReadOnlyDictionary<string, long> Rows, IReadOnlyList<ListedRecording> Recordings, int Unfinished)
{
    /// <param name="db">Of the present schema. For one moment of a database that is written to, the caller begins a transaction.</param>
    public static async Task<DatabaseFacts> ReadAsync(AppDbContext db, CancellationToken ct)
    {
        var schema = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() ?? "";
        var unfinished = await db.Set<RecordingTask>().Unfinished().CountAsync(ct);
        return new(schema, await CountAsync(db, TablesOf(db), ct), await RecordingsAsync(db, ct), unfinished);
    }

    public static async Task<Dictionary<string, long>> CountAsync(AppDbContext db, IEnumerable<string> tables, CancellationToken ct)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            // A name cannot be a parameter; these come from the model, or from a backup whose names were checked.
            var quoted = table.Replace("\"", "\"\"", StringComparison.Ordinal);
            var question = $"SELECT COUNT(*) AS \"Value\" FROM \"{quoted}\"";
            rows[table] = await db.Database.SqlQueryRaw<long>(question).SingleAsync(ct);
        }
        return rows;
    }

    private static IEnumerable<string> TablesOf(AppDbContext db) => db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct();

    private static async Task<List<ListedRecording>> RecordingsAsync(AppDbContext db, CancellationToken ct) =>
        await db.Set<Recording>().AsNoTracking().Where(r => r.State == RecordingState.Ready && !r.IsGarbage)
            .OrderBy(r => r.StartedAt).Select(r => new ListedRecording(r.Id, r.Path, r.Bytes, r.StreamName, r.StartedAt)).ToListAsync(ct);
}
