namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>
/// FFmpeg writes H.265 as <c>hev1</c> unless told the codec beforehand; Apple's players take <c>hvc1</c> only. Where the parameter sets stand in
/// <c>hvcC</c>, both mean the same (ISO/IEC 14496-15), so the four letters are changed for everybody who reads the init box.
/// </summary>
internal static class HevcTag
{
    private const int ArrayCountOffset = 22;

    public static void Settle(byte[] init)
    {
        var entry = init.AsSpan().IndexOf("hev1"u8);
        var configuration = init.AsSpan().IndexOf("hvcC"u8);
        if (entry < 0 || configuration < entry || configuration + 4 + ArrayCountOffset >= init.Length) return;
        if (init[configuration + 4 + ArrayCountOffset] > 0) "hvc1"u8.CopyTo(init.AsSpan(entry));
    }
}
