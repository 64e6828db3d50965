using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>A measured keyframe with its small copy.</summary>
/// <param name="Rgb">Three bytes per pixel, row by row, <see cref="Width"/> times <see cref="Height"/>; do not keep it.</param>
internal sealed record PictureSample(PictureFacts Facts, ReadOnlyMemory<byte> Rgb)
{
    public const int Width = 160;
    public const int Height = 90;
    public const int Bytes = Width * Height * 3;
}
