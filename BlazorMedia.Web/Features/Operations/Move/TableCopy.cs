using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Move;

/// <summary>Copies one table from SQLite to PostgreSQL: each value by the model of the one into the model of the other, then counted and compared.</summary>
internal sealed class TableCopy(ITable from, ITable to)
{
    private readonly IReadOnlyList<ColumnCopy> columns = [.. from.Columns.Select(c => new ColumnCopy(c, to.FindColumn(c.Name)!))];
    private readonly IReadOnlyList<string> keys = [.. from.PrimaryKey!.Columns.Select(c => c.Name)];

    /// <summary>Both connections are open; the transaction is the caller's.</summary>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="InvalidOperationException">The copy is not equal.</exception>
    public async Task<long> RunAsync(DbConnection source, NpgsqlConnection target, CancellationToken ct)
    {
        var read = new KeySum(columns, keys);
        await CopyAsync(source, target, read, ct);
        await SetSequencesAsync(target, ct);
        var written = await SumOfTargetAsync(target, ct);
        if (read.Rows != written.Rows || read.Value != written.Value)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Table {from.Name}: {read.Rows} rows were read, but {written.Rows} are there, or their keys differ."));
        return read.Rows;
    }

    private async Task CopyAsync(DbConnection source, NpgsqlConnection target, KeySum sum, CancellationToken ct)
    {
        await using var select = source.CreateCommand();
        select.CommandText = $"SELECT {Names} FROM {Quoted(from.Name)}";
        await using var reader = await select.ExecuteReaderAsync(ct);
        await using var writer = await target.BeginBinaryImportAsync($"COPY {Quoted(to.Name)} ({Names}) FROM STDIN (FORMAT BINARY)", ct);
        while (await reader.ReadAsync(ct))
        {
            await writer.StartRowAsync(ct);
            var row = columns.Select((c, i) => c.ReadSource(reader, i)).ToArray();
            sum.Add(row);
            for (var i = 0; i < row.Length; i++) await columns[i].WriteAsync(writer, row[i], ct);
        }
        await writer.CompleteAsync(ct);
    }

    private async Task<KeySum> SumOfTargetAsync(NpgsqlConnection target, CancellationToken ct)
    {
        var sum = new KeySum(columns, keys);
        await using var select = new NpgsqlCommand($"SELECT {Names} FROM {Quoted(to.Name)}", target);
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) sum.Add([.. columns.Select((c, i) => keys.Contains(c.Name) ? c.ReadTarget(reader, i) : null)]);
        return sum;
    }

    // Numbers that the database gives: the next one must be free.
    private async Task SetSequencesAsync(NpgsqlConnection target, CancellationToken ct)
    {
        foreach (var name in columns.Where(c => c.IsNumbered).Select(c => Quoted(c.Name)))
        {
            await using var command = new NpgsqlCommand(
                $"SELECT setval(pg_get_serial_sequence('{Quoted(to.Name)}', '{name.Trim('"')}'), COALESCE((SELECT max({name}) FROM {Quoted(to.Name)}), 0) + 1, false)", target);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private string Names => string.Join(", ", columns.Select(c => Quoted(c.Name)));

    private static string Quoted(string name) => $"\"{name}\"";
}
