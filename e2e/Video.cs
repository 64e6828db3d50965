using BlazorMedia.Tests.Support;
using Microsoft.Playwright;

namespace BlazorMedia.E2E;

/// <summary>The first video element of a page, judged by its pictures.</summary>
internal sealed class Video(IPage page)
{
    private const string Frame = """
        video => {
          const canvas = document.createElement('canvas');
          canvas.width = 64; canvas.height = 36;
          const context = canvas.getContext('2d');
          context.drawImage(video, 0, 0, 64, 36);
          return Array.from(context.getImageData(0, 0, 64, 36).data);
        }
        """;

    private ILocator Element => page.Locator("video").First;

    public Task<double> TimeAsync() => Element.EvaluateAsync<double>("v => v.currentTime");

    public Task<double> DurationAsync() => Element.EvaluateAsync<double>("v => v.duration");

    public Task PlayAsync() => Element.EvaluateAsync("v => { v.muted = true; return v.play(); }");

    public Task SeekAsync(double seconds) => Element.EvaluateAsync("(v, s) => { v.currentTime = s; }", seconds);

    public async Task ShouldAdvanceAsync(double by)
    {
        var from = await TimeAsync();
        await Eventually.TrueAsync(async () => await TimeAsync() >= from + by, $"the video plays from {from:0.0} s on");
    }

    /// <summary>The picture itself changes; a clock that runs over a frozen picture would not do.</summary>
    public async Task ShouldMoveAsync()
    {
        await Eventually.TrueAsync(() => Element.EvaluateAsync<bool>("v => v.readyState >= 2 && v.videoWidth > 0 && !v.paused"), "a picture is there");
        var first = await Element.EvaluateAsync<int[]>(Frame);
        await Eventually.TrueAsync(async () => Difference(first, await Element.EvaluateAsync<int[]>(Frame)) > 2, "the picture moves");
    }

    private static double Difference(int[] a, int[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
