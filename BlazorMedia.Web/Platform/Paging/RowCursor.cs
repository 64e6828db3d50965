using System.Buffers.Binary;
using System.Buffers.Text;

namespace BlazorMedia.Web.Platform.Paging;

/// <summary>The last row of a page, as an opaque text. Its id stands beside the instant, because two rows may bear the same one.</summary>
internal readonly record struct RowCursor(DateTimeOffset At, Guid Id)
{
    private const int Size = sizeof(long) + 16;

    public static RowCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length != Size) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks ? null : new(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(sizeof(long))));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }
}
