using System.Net.Http.Headers;
using System.Net.Sockets;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>
/// The one client for addresses that a person or another system gave us: guarded, no redirects, no proxy of the environment, no cookies,
/// limited in time and in what it reads. What goes wrong on the wire is an answer, not an exception.
/// </summary>
internal sealed class OutgoingClient(IHttpClientFactory factory, TimeProvider clock)
{
    public const string Name = "outgoing";
    public const int MaxBodyBytes = 64 * 1024;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Throws only when <paramref name="ct"/> is cancelled.</summary>
    public Task<OutgoingAnswer> SendAsync(HttpRequestMessage request, CancellationToken ct) => SendAsync(request, MaxBodyBytes, ct);

    /// <inheritdoc cref="SendAsync(HttpRequestMessage, CancellationToken)"/>
    /// <param name="maxBody">Bytes of the answer that are read; a buffer of that size is made where its length is not announced.</param>
    public async Task<OutgoingAnswer> SendAsync(HttpRequestMessage request, int maxBody, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = factory.CreateClient(Name);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return new((int)response.StatusCode, null, null, RetryAfterOf(response.Headers), await BeginningAsync(response, maxBody, both.Token, ct));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return OutgoingAnswer.Failed(OutgoingErrors.Timeout);
        }
        catch (HttpRequestException exception)
        {
            return Of(exception);
        }
    }

    // The status decides; a body that breaks off, never ends or drips is only cut.
    private static async Task<ReadOnlyMemory<byte>> BeginningAsync(HttpResponseMessage response, int maxBody, CancellationToken limited, CancellationToken ct)
    {
        var buffer = new byte[(int)Math.Min(response.Content.Headers.ContentLength ?? maxBody, maxBody)];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(limited);
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), limited) is > 0 and var read) length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
        }
        return buffer.AsMemory(0, length);
    }

    private TimeSpan? RetryAfterOf(HttpResponseHeaders headers) => headers.RetryAfter is not { } wish ? null : wish.Delta ?? wish.Date - clock.GetUtcNow();

    private static OutgoingAnswer Of(HttpRequestException exception) => exception switch
    {
        { InnerException: OutgoingRefusedException refused } => OutgoingAnswer.Failed(OutgoingErrors.AddressRefused, refused.Message),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery } } => OutgoingAnswer.Failed(OutgoingErrors.NameUnknown),
        { HttpRequestError: HttpRequestError.NameResolutionError } => OutgoingAnswer.Failed(OutgoingErrors.NameUnknown),
        { HttpRequestError: HttpRequestError.SecureConnectionError } => OutgoingAnswer.Failed(OutgoingErrors.Tls),
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded } => OutgoingAnswer.Failed(OutgoingErrors.Protocol),
        _ => OutgoingAnswer.Failed(OutgoingErrors.Connection),
    };
}
