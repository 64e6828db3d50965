using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Move;

/// <summary>One column in both databases. What SQLite stores as ticks or text becomes the value of the model, and that what PostgreSQL stores.</summary>
internal sealed class ColumnCopy(IColumn from, IColumn to)
{
    private readonly RelationalTypeMapping source = from.StoreTypeMapping;
    private readonly RelationalTypeMapping target = to.StoreTypeMapping;

    public string Name { get; } = from.Name;

    /// <summary>True for a number that PostgreSQL gives from a sequence.</summary>
    public bool IsNumbered => to.PropertyMappings.Any(m => m.Property.ValueGenerated == ValueGenerated.OnAdd && m.Property.ClrType.IsPrimitive);

    public object? ReadSource(DbDataReader reader, int ordinal) => Read(reader, ordinal, source);

    public object? ReadTarget(DbDataReader reader, int ordinal) => Read(reader, ordinal, target);

    public async Task WriteAsync(NpgsqlBinaryImporter writer, object? value, CancellationToken ct)
    {
        var stored = value is null || target.Converter is not { } converter ? value : converter.ConvertToProvider(value);
        if (stored is null) await writer.WriteNullAsync(ct);
        else await writer.WriteAsync(stored, TypeName, ct);
    }

    // Without the length: the importer wants the bare name.
    private string TypeName => to.StoreType.Split('(')[0];

    private static object? Read(DbDataReader reader, int ordinal, RelationalTypeMapping mapping)
    {
        if (reader.IsDBNull(ordinal)) return null;
        var provider = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        var stored = GetField(reader, ordinal, Nullable.GetUnderlyingType(provider) ?? provider);
        return mapping.Converter is { } converter ? converter.ConvertFromProvider(stored) : stored;
    }

    private static object GetField(DbDataReader reader, int ordinal, Type type) =>
        typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!.MakeGenericMethod(type).Invoke(reader, [ordinal])!;
}
