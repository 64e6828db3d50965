using System.Buffers.Binary;
using System.Buffers.Text;
using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>The last row of a page. Its id stands beside the instant, because two recordings may have begun at the same one.</summary>
internal readonly record struct RecordingCursor(DateTimeOffset StartedAt, Guid Id)
{
    private const int Size = sizeof(long) + 16;

    public static RecordingCursor Of(Recording last) => new(last.StartedAt, last.Id);

    public static RecordingCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length != Size) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks ? null : new(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(sizeof(long))));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, StartedAt.UtcTicks);
        Id.TryWriteBytes(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }
}
