using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Web.Features.Operations.Move;

/// <summary>A checksum of the keys of all rows, whatever their order.</summary>
internal sealed class KeySum(IReadOnlyList<ColumnCopy> columns, IReadOnlyList<string> keys)
{
    private readonly int[] positions = [.. Enumerable.Range(0, columns.Count).Where(i => keys.Contains(columns[i].Name))];

    public long Rows { get; private set; }

    public ulong Value { get; private set; }

    public void Add(IReadOnlyList<object?> row)
    {
        Rows++;
        var key = string.Join('\n', positions.Select(i => row[i] is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(row[i], CultureInfo.InvariantCulture)));
        Value += BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
