using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordingFailureTests
{
    [Theory]
    [InlineData("No space left on device : '/media/x.mp4'", "no-space")]
    [InlineData("FFmpeg could not write the file: there is no space left on the disk.", "no-space")]
    [InlineData("12 pictures were received but 11 were written.", "failed")]
    public void A_full_disk_is_told_from_other_failures(string message, string code) =>
        RecordingFailure.Of(new IOException(message)).ShouldBe(new RecordingFailure(code, message));

    [Fact]
    public void A_failure_survives_its_text()
    {
        var failure = new RecordingFailure(RecordingFailure.Other, "link: not permitted: x");

        RecordingFailure.Parse(failure.ToString()).ShouldBe(failure);
        RecordingFailure.Parse(RecordingFailure.NoMedia.ToString()).ShouldBe(RecordingFailure.NoMedia);
    }
}
