using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordingNameTests
{
    [Theory]
    [InlineData("door", "door.mp4")]
    [InlineData("  door.MP4 ", "door.mp4")]
    [InlineData("Двор 2", "Двор 2.mp4")]
    [InlineData("a.b.mkv", "a.b.mkv.mp4")]
    public void A_clean_name_always_ends_with_its_extension(string given, string clean) => RecordingName.Clean(given).Value.ShouldBe(clean);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("dot.")]
    [InlineData("tab\there")]
    [InlineData("nul\0")]
    [InlineData("a:b")]
    public void A_name_that_is_unsafe_on_some_file_system_is_refused(string given) => RecordingName.Clean(given).Refusal.ShouldBe(RecordingRefusals.NameInvalid);

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData(".mp4")]
    public void An_empty_name_is_missing(string? given) => RecordingName.Clean(given).Refusal.ShouldBe(RecordingRefusals.NameMissing);

    [Fact]
    public void A_name_may_be_long_but_not_longer_than_a_file_name()
    {
        RecordingName.Clean(new string('я', RecordingName.MaxLength)).IsSuccess.ShouldBeTrue();
        RecordingName.Clean(new string('a', RecordingName.MaxLength + 1)).Refusal.ShouldBe(RecordingRefusals.NameTooLong);
    }

    [Fact]
    public void A_generated_name_tells_local_time_and_ends_in_eight_random_digits()
    {
        var id = Guid.Parse("01a1fa62-2011-7dab-a217-15abb6118d72");

        RecordingName.Generate(new DateTimeOffset(2026, 3, 1, 9, 5, 0, TimeSpan.FromHours(8)), id).ShouldBe("20260301-0905-b6118d72.mp4");
        RecordingName.Numbered("x.mp4", 3).ShouldBe("x-3.mp4");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_numbered_name_is_not_longer_than_a_name_may_be(int number)
    {
        var letters = RecordingName.Numbered(new string('я', RecordingName.MaxLength) + RecordingName.Extension, number);
        var pictures = RecordingName.Numbered(string.Concat(Enumerable.Repeat("🎥", RecordingName.MaxLength / 2)) + RecordingName.Extension, number);

        letters.ShouldEndWith($"я-{number}.mp4");
        letters.Length.ShouldBe(RecordingName.MaxLength + RecordingName.Extension.Length);
        pictures.ShouldEndWith($"🎥-{number}.mp4");
        pictures.Length.ShouldBeLessThanOrEqualTo(RecordingName.MaxLength + RecordingName.Extension.Length);
    }
}
