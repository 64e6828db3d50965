using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Live;

public sealed class StillLookTests
{
    [Fact]
    public void Every_number_outside_its_range_is_refused_at_once()
    {
        var refused = StillLook.Create(width: 15, quality: 0, crop: "1,2,3", brightness: 101, contrast: -101, saturation: 500);

        refused.Refusals.Select(r => r.Field).ShouldBe(["width", "quality", "brightness", "contrast", "saturation", "crop"]);
        refused.Refusals[0].Message.ShouldBe("\"width\" is a number from 16 to 3840.");
    }

    [Theory]
    [InlineData("0,0,2,2")]
    [InlineData("-5, 10, 640, 360")]
    public void A_crop_is_four_numbers(string text) => StillCrop.Parse(text).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("0,0,1,2")]
    [InlineData("a,0,10,10")]
    [InlineData("0,0,10,99999")]
    [InlineData("0,0,10,10,10")]
    [InlineData("0,0,10,10'[out]")]
    public void What_is_no_crop_never_reaches_the_command_line(string text) => StillCrop.Parse(text).Refusal.ShouldBe(StillRefusals.CropInvalid);
}
