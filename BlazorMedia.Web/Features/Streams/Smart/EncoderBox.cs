using System.Net.Http.Headers;
using System.Text.Json;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>What an encoder box answered.</summary>
/// <param name="Trouble">Code of why there is no value: one of <see cref="OutgoingErrors"/>, or <c>answer</c> for one that makes no sense; null when there is one.</param>
internal readonly record struct BoxAnswer<T>(T? Value, string? Trouble);

/// <summary>
/// The HTTP API of an HDMI or SDI encoder: what it has at its inputs, and a picture of it. It only asks; nothing here changes a device.
/// The box gets neither the user nor the password of the stream.
/// </summary>
internal sealed class EncoderBox(OutgoingClient client, OutgoingGuard guard, TimeProvider time)
{
    // A picture of 4K in the best quality.
    private const int MaxPicture = 8 * 1024 * 1024;
    private const string Nonsense = "answer";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Why this server does not call an address; null when it may.</summary>
    public async Task<Refusal?> RefusalOfAsync(Uri address, CancellationToken ct) =>
        await guard.CheckAsync(address.AbsoluteUri, ct) is { IsSuccess: false } refused ? refused.Refusal with { Field = "deviceAddress" } : null;

    /// <summary>How many of its HDMI and SDI inputs have a signal.</summary>
    /// <param name="address">Of the box, <c>http://host</c>.</param>
    public async Task<BoxAnswer<int?>> InputsAsync(Uri address, CancellationToken ct)
    {
        var answer = await CallAsync(address, "enc.getInputState", null, ct);
        if (answer.Trouble is not null) return new(null, answer.Trouble);
        using var json = answer.Value;
        return new(json is null ? 0 : CountOf(json.RootElement), null);
    }

    /// <summary>A JPEG of what the box shows in the channel that the source's address names.</summary>
    public async Task<BoxAnswer<byte[]>> PictureAsync(Uri address, string source, CancellationToken ct)
    {
        var channel = ChannelOf(source);
        if (channel == "0" || source.Contains("v=0", StringComparison.Ordinal)) return await LoadAsync(new Uri(address, "/1.jpg"), ct);
        var made = await CallAsync(address, "enc.getJPG", channel, ct);
        made.Value?.Dispose();
        return made.Trouble is { } trouble ? new(null, trouble) : await LoadAsync(new Uri(address, $"/snap/{Uri.EscapeDataString(channel)}.jpg"), ct);
    }

    /// <summary>The base address of the box that delivers a source: its host, whatever port, user and password stand in the source. Null where the source names no host.</summary>
    public static Uri? AddressOf(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? new UriBuilder(Uri.UriSchemeHttp, uri.Host).Uri : null;

    private static string ChannelOf(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.Segments[^1].Trim('/')) : "";

    // An answer that is no JSON is an answer: the reference takes it for "no input".
    private async Task<BoxAnswer<JsonDocument>> CallAsync(Uri address, string method, string? parameter, CancellationToken ct)
    {
        object body = parameter is null
            ? new { jsonrpc = "2.0", id = time.GetUtcNow().ToUnixTimeMilliseconds(), method }
            : new { jsonrpc = "2.0", id = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), method, @params = new[] { parameter } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/RPC")) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await SendAsync(request, OutgoingClient.MaxBodyBytes, ct);
        if (Trouble(answer) is { } trouble) return new(null, trouble);
        try
        {
            return new(JsonDocument.Parse(answer.Body), null);
        }
        catch (JsonException)
        {
            return new(null, null);
        }
    }

    private async Task<BoxAnswer<byte[]>> LoadAsync(Uri picture, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, picture);
        var answer = await SendAsync(request, MaxPicture, ct);
        if (Trouble(answer) is { } trouble) return new(null, trouble);
        return answer.Body.Length > 0 ? new(answer.Body.ToArray(), null) : new(null, Nonsense);
    }

    private async Task<OutgoingAnswer> SendAsync(HttpRequestMessage request, int maxBody, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await client.SendAsync(request, maxBody, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return OutgoingAnswer.Failed(OutgoingErrors.Timeout);
        }
    }

    private static string? Trouble(OutgoingAnswer answer) => answer.Error ?? (answer.Status == StatusCodes.Status200OK ? null : FormattableString.Invariant($"http_{answer.Status}"));

    private static int CountOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("result", out var inputs) && inputs.ValueKind == JsonValueKind.Array ? inputs.EnumerateArray().Count(HasSignal) : 0;

    // "avalible" is how the boxes write it.
    private static bool HasSignal(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object
        && input.TryGetProperty("avalible", out var available) && available.ValueKind == JsonValueKind.True
        && input.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is ("HDMI" or "SDI");
}
