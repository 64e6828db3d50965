using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>
/// Encrypts a part of a backup with AES-256-GCM in frames, so that a large one needs little memory. Every frame's number, whether it is the
/// last, and the part's name are authenticated: frames cannot be left out, moved or taken from another part.
/// </summary>
internal sealed class BackupSeal : IDisposable
{
    private const int FrameBytes = 1 << 20;
    private const int Iterations = 600_000;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm aes;
    private readonly string part;

    /// <param name="salt">New for each backup.</param>
    public BackupSeal(string passphrase, byte[] salt, string part)
    {
        this.part = part;
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Iterations, HashAlgorithmName.SHA256, 32);
        aes = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
    }

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    public void Dispose() => aes.Dispose();

    public async Task SealAsync(Stream plain, Stream target, CancellationToken ct)
    {
        var (frame, sealedFrame) = (new byte[FrameBytes], new byte[FrameBytes]);
        for (long index = 0; ; index++)
        {
            var length = await plain.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, ct);
            var isLast = length < frame.Length;
            var head = new byte[sizeof(int) + NonceBytes + TagBytes];
            BinaryPrimitives.WriteInt32LittleEndian(head, length);
            RandomNumberGenerator.Fill(head.AsSpan(sizeof(int), NonceBytes));
            aes.Encrypt(head.AsSpan(sizeof(int), NonceBytes), frame.AsSpan(0, length), sealedFrame.AsSpan(0, length), head.AsSpan(sizeof(int) + NonceBytes), Context(index, isLast));
            await target.WriteAsync(head, ct);
            await target.WriteAsync(sealedFrame.AsMemory(0, length), ct);
            if (isLast) return;
        }
    }

    /// <exception cref="CryptographicException">Another passphrase, or not what was sealed.</exception>
    public async Task OpenAsync(Stream source, Stream plain, CancellationToken ct)
    {
        var (head, sealedFrame, frame) = (new byte[sizeof(int) + NonceBytes + TagBytes], new byte[FrameBytes], new byte[FrameBytes]);
        for (long index = 0; ; index++)
        {
            if (await source.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length) throw new CryptographicException("It ends too early.");
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is < 0 or > FrameBytes) throw new CryptographicException("A frame is too long.");
            if (await source.ReadAtLeastAsync(sealedFrame.AsMemory(0, length), length, throwOnEndOfStream: false, ct) < length) throw new CryptographicException("It ends too early.");
            var isLast = length < FrameBytes;
            aes.Decrypt(head.AsSpan(sizeof(int), NonceBytes), sealedFrame.AsSpan(0, length), head.AsSpan(sizeof(int) + NonceBytes), frame.AsSpan(0, length), Context(index, isLast));
            await plain.WriteAsync(frame.AsMemory(0, length), ct);
            if (isLast) return;
        }
    }

    private byte[] Context(long index, bool isLast) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{part}/{index}/{isLast}"));
}
