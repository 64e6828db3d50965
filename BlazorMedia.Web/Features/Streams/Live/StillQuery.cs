using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>What is asked of a still picture.</summary>
public sealed record StillQuery
{
    /// <summary>Width in pixels, 16 to 3840; without it the source's own.</summary>
    [FromQuery(Name = "w")] public int? Width { get; init; }

    /// <summary>JPEG quality, 1 to 100; 80 when it is not said.</summary>
    [FromQuery(Name = "q")] public int? Quality { get; init; }

    /// <summary><c>x,y,w,h</c> in pixels of the source.</summary>
    [FromQuery(Name = "crop")] public string? Crop { get; init; }

    /// <summary>-100 to 100.</summary>
    [FromQuery(Name = "brightness")] public int? Brightness { get; init; }

    /// <summary>-100 to 100.</summary>
    [FromQuery(Name = "contrast")] public int? Contrast { get; init; }

    /// <summary>-100 to 100.</summary>
    [FromQuery(Name = "saturation")] public int? Saturation { get; init; }

    /// <summary>Seconds, 0 to 60: a picture that was made for somebody else and is not older will do.</summary>
    [FromQuery(Name = "age")] public double? Age { get; init; }

    /// <summary>True: a path that is asleep is woken and waited for, at most 10 s. False: its last known picture is sent.</summary>
    [FromQuery(Name = "wake")] public bool? Wake { get; init; }

    internal TimeSpan MaxAge => TimeSpan.FromSeconds(double.IsFinite(Age ?? 0) ? Math.Clamp(Age ?? 0, 0, 60) : 0);

    internal Result<StillLook> Look() => StillLook.Create(Width, Quality ?? StillLook.DefaultQuality, Crop, Brightness ?? 0, Contrast ?? 0, Saturation ?? 0);
}
