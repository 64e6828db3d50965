using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>How a still picture looks. Colours are changed before the crop, the size after it.</summary>
public sealed record StillLook
{
    public const int DefaultQuality = 80;

    /// <summary>The whole picture in its own size and colours.</summary>
    public static readonly StillLook Plain = new();

    private StillLook()
    {
    }

    /// <summary>Pixels, 16 to 3840; null = that of the source. The height follows.</summary>
    public int? Width { get; private init; }

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int Quality { get; private init; } = DefaultQuality;

    /// <summary>Null = the whole picture.</summary>
    public StillCrop? Crop { get; private init; }

    /// <summary>-100 to 100; 0 = as it came.</summary>
    public int Brightness { get; private init; }

    /// <inheritdoc cref="Brightness"/>
    public int Contrast { get; private init; }

    /// <inheritdoc cref="Brightness"/>
    public int Saturation { get; private init; }

    /// <param name="crop"><c>x,y,w,h</c>; null or empty = the whole picture.</param>
    public static Result<StillLook> Create(int? width = null, int quality = DefaultQuality, string? crop = null, int brightness = 0, int contrast = 0, int saturation = 0)
    {
        var refusals = new List<Refusal>();
        Check(refusals, "width", width ?? 16, 16, 3840);
        Check(refusals, "quality", quality, 1, 100);
        Check(refusals, "brightness", brightness, -100, 100);
        Check(refusals, "contrast", contrast, -100, 100);
        Check(refusals, "saturation", saturation, -100, 100);
        var part = string.IsNullOrEmpty(crop) ? null : StillCrop.Parse(crop);
        if (part is { IsSuccess: false }) refusals.AddRange(part.Refusals);
        if (refusals.Count > 0) return refusals;
        return new StillLook { Width = width, Quality = quality, Crop = part?.Value, Brightness = brightness, Contrast = contrast, Saturation = saturation };
    }

    private static void Check(List<Refusal> refusals, string field, int value, int least, int most)
    {
        if (value < least || value > most) refusals.Add(StillRefusals.OutOfRange(field, least, most));
    }
}
