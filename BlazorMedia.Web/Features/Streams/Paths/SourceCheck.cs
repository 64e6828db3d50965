using System.Net;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Checks a source address beyond its form, and stores it encrypted.</summary>
internal sealed class SourceCheck(RingStore store, SourceVault vault, TimeProvider time)
{
    /// <summary>
    /// No private-network guard here, unlike for addresses of webhooks: cameras live in private networks, and only operators give sources (ADR 7).
    /// Link-local addresses are refused, because clouds hand out their secrets there.
    /// </summary>
    public Result<SourceAddress> Check(string? text)
    {
        if (SourceAddress.LooksMasked(text)) return StreamRefusals.SourceMasked;
        var parsed = SourceAddress.Parse(text);
        if (!parsed.IsSuccess) return parsed;
        var source = parsed.Value;
        if (source.Kind == SourceKind.File) return store.FileOf(source) is { } file && File.Exists(file) ? parsed : StreamRefusals.SourceFileMissing;
        return source.Kind is not (SourceKind.TestPattern or SourceKind.Publish) && IsLinkLocal(source.Url) ? StreamRefusals.SourceForbidden : parsed;
    }

    public void Store(StreamPath path, SourceAddress source) => vault.Store(path, source, time.GetUtcNow());

    private static bool IsLinkLocal(string url) =>
        IPAddress.TryParse(new Uri(url).DnsSafeHost, out var address)
        && (address.IsIPv6LinkLocal || (address.MapToIPv4().GetAddressBytes() is [169, 254, ..] && (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6)));
}
