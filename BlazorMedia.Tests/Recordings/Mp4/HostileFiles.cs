using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>Damages a file: always the same way for the same number.</summary>
/// <param name="seed">A whole MP4 file.</param>
internal sealed class HostileFiles(byte[] seed)
{
    private static readonly ulong[] Odd = [0, 1, 7, 8, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_FFFE, 0x10_0000, ulong.MaxValue, 1UL << 63, 1UL << 62, 1UL << 32];

    // What the media themselves hold is never looked at.
    private readonly int[] indexBytes = [.. Boxes.Between(seed, 0, seed.Length).Where(b => b.Type != "mdat").SelectMany(b => Enumerable.Range(b.Start, b.Size))];

    public byte[] Make(int number)
    {
        var random = new Random(number);
        var file = seed.ToArray();
        for (var i = random.Next(1, 5); i > 0; i--) Damage(file, random);
        return random.Next(10) switch
        {
            0 => file[..random.Next(file.Length)],
            1 => Nested(file, random),
            _ => file,
        };
    }

    private void Damage(byte[] file, Random random)
    {
        var at = indexBytes[random.Next(indexBytes.Length)];
        switch (random.Next(4))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                file[at] = (byte)random.Next(256);
                break;
            case 2 when at + 4 <= file.Length:
                BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), (uint)Odd[random.Next(Odd.Length)]);
                break;
            case 3 when at + 8 <= file.Length:
                BinaryPrimitives.WriteUInt64BigEndian(file.AsSpan(at), Odd[random.Next(Odd.Length)]);
                break;
        }
    }

    private byte[] Nested(byte[] file, Random random)
    {
        var from = indexBytes[random.Next(indexBytes.Length)];
        var length = random.Next(Math.Min(2000, file.Length - from));
        return [.. file[..from], .. file[from..(from + length)], .. file[from..]];
    }
}
