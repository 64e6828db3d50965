using System.Buffers.Binary;
using System.Text;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Writes boxes one inside another.</summary>
internal sealed class BoxWriter
{
    private byte[] buffer = new byte[1 << 16];

    /// <summary>In bytes.</summary>
    public int Length { get; private set; }

    public byte[] ToArray() => buffer[..Length];

    /// <summary>Bytes that were written before, to be changed.</summary>
    public Span<byte> Written(int offset, int count) => buffer.AsSpan(offset, count);

    public void Box(string type, Action body)
    {
        var start = Length;
        UInt32(0);
        Text(type);
        body();
        BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(start), (uint)(Length - start));
    }

    public void FullBox(string type, int version, uint flags, Action body) => Box(type, () =>
    {
        UInt32(((uint)version << 24) | flags);
        body();
    });

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Next(2), (ushort)value);

    public void UInt32(long value) => BinaryPrimitives.WriteUInt32BigEndian(Next(4), (uint)value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Next(8), value);

    /// <summary>4 bytes, or 8 in version 1.</summary>
    public void Time(int version, long value)
    {
        if (version == 1) Int64(value);
        else UInt32(value);
    }

    public void Zeros(int count) => Next(count).Clear();

    public void Text(string latin) => Encoding.Latin1.GetBytes(latin, Next(latin.Length));

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    private Span<byte> Next(int count)
    {
        if (buffer.Length - Length < count) Array.Resize(ref buffer, Math.Max(Length + count, (int)Math.Min(Array.MaxLength, buffer.Length * 2L)));
        Length += count;
        return buffer.AsSpan(Length - count, count);
    }
}
