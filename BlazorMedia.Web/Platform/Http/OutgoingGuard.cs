using System.Net;
using System.Net.Sockets;
using BlazorMedia.Domain.Common;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>Asks the name service; a delegate, so that a test can answer differently the second time.</summary>
internal delegate Task<IPAddress[]> LookUpHost(string host, CancellationToken ct);

/// <summary>
/// Decides which addresses this server calls for somebody else: at the time of saving, so that a person sees the reason, and again at
/// every connection, where exactly the checked address is dialled, so that a name cannot change its mind in between.
/// </summary>
internal sealed class OutgoingGuard(LookUpHost lookUp, IOptionsMonitor<OutgoingOptions> options)
{
    // What browsers refuse, too: a request's body can be a command to a mail or file server.
    private static readonly HashSet<int> ForeignPorts =
        [0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 79, 110, 111, 113, 119, 123, 135, 137, 139, 143, 161, 179, 389, 445, 465, 512, 513, 514, 515, 548, 587, 636, 993, 995, 2049, 3659, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697];

    /// <summary>The address as it will be called; refused with the reason in plain words.</summary>
    public async Task<Result<Uri>> CheckAsync(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0) return OutgoingRefusals.UrlInvalid;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return OutgoingRefusals.SchemeInvalid;
        if (uri.UserInfo.Length > 0) return OutgoingRefusals.UserInfo;
        if (ForeignPorts.Contains(uri.Port)) return OutgoingRefusals.PortRefused;
        try
        {
            await ResolveAsync(uri.DnsSafeHost, ct);
            return uri;
        }
        catch (OutgoingRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (SocketException)
        {
            return OutgoingRefusals.HostUnknown(uri.DnsSafeHost);
        }
    }

    /// <summary>The addresses of a host, each of them allowed.</summary>
    /// <exception cref="OutgoingRefusedException">One of them is not; then none is used, because the next answer may put it first.</exception>
    /// <exception cref="SocketException">The name is not known.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookUp(host, ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        var allowed = new AllowedNetworks(options.CurrentValue.AllowedNetworks);
        if (allowed.Allows(host)) return addresses;
        var refused = addresses.FirstOrDefault(a => BlockedAddresses.Contains(a) && !allowed.Allows(BlockedAddresses.Unmap(a)));
        return refused is null ? addresses : throw new OutgoingRefusedException(OutgoingRefusals.AddressRefused(host, BlockedAddresses.Unmap(refused)));
    }

    /// <summary>For the connections of the one client: dials the addresses that were checked, one after the other.</summary>
    public async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = await ResolveAsync(context.DnsEndPoint.Host, ct);
            await socket.ConnectAsync([.. addresses], context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The guard said no while connecting.</summary>
internal sealed class OutgoingRefusedException(Refusal refusal) : IOException(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
