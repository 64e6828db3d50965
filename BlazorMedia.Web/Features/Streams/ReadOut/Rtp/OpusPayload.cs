namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>Opus, RFC 7587.</summary>
internal sealed class OpusPayload : IRtpPayload
{
    public int Clock => 48_000;

    public string Map => "opus/48000/2";

    public string? Parameters => null;

    public IEnumerable<byte[]> Cut(ReadOnlyMemory<byte> sample, bool isSync) => [sample.ToArray()];
}
