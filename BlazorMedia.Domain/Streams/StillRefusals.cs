using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>Every "no" to the looks of a still picture.</summary>
public static class StillRefusals
{
    public static readonly Refusal CropInvalid = new(RefusalKind.Invalid, "stills.crop_invalid", "The crop is four numbers, x,y,w,h in pixels of the source; width and height are at least 2.", "crop");

    public static readonly Refusal NothingKnown = new(RefusalKind.Unavailable, "stills.none", "There is no picture of this stream yet.");

    /// <summary>A number outside its range.</summary>
    public static Refusal OutOfRange(string field, int least, int most) =>
        new(RefusalKind.Invalid, "stills.out_of_range", FormattableString.Invariant($"\"{field}\" is a number from {least} to {most}."), field) { Arguments = [field, Text(least), Text(most)] };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
