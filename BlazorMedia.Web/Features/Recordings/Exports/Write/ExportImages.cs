using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Fetches the pictures of marks through the guard of outgoing calls; only JPEG and PNG, and not too much of either.</summary>
internal sealed class ExportImages(IHttpClientFactory clients, OutgoingGuard guard, TimeProvider time)
{
    public const int MaxBytes = 10 << 20;

    /// <summary>Why the address is not called; null when it may be.</summary>
    public async Task<Refusal?> RefusalOfAsync(string url, CancellationToken ct)
    {
        var checkedUrl = await guard.CheckAsync(url, ct);
        return checkedUrl.IsSuccess ? null : checkedUrl.Refusal;
    }

    /// <param name="file">Absolute path, without extension.</param>
    /// <returns>The decoder that reads it: mjpeg or png.</returns>
    /// <exception cref="ExportException">There is no such picture.</exception>
    public async Task<string> FetchAsync(string url, string file, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(OutgoingClient.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = clients.CreateClient(OutgoingClient.Name);
            using var answer = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (!answer.IsSuccessStatusCode) throw new ExportException(ExportException.Image, $"The picture of a mark was answered with status {(int)answer.StatusCode}.");
            await using var body = await answer.Content.ReadAsStreamAsync(both.Token);
            var bytes = await ReadAsync(body, both.Token);
            var decoder = DecoderOf(bytes) ?? throw new ExportException(ExportException.Image, "The picture of a mark is neither JPEG nor PNG.");
            await File.WriteAllBytesAsync(file, bytes, ct);
            return decoder;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ExportException(ExportException.Image, "The picture of a mark could not be fetched.", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (bytes.Length + read > MaxBytes) throw new ExportException(ExportException.Image, $"The picture of a mark is larger than {MaxBytes >> 20} MiB.");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static string? DecoderOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "mjpeg" : bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "png" : null;
}
