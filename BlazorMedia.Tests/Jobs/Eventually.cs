using System.Diagnostics;

namespace BlazorMedia.Tests.Jobs;

internal static class Eventually
{
    /// <summary>Waits until the condition holds; the generous limit only ends a test that would hang.</summary>
    public static async Task IsTrue(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("It never came true: " + what);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static Task IsTrue(Func<bool> condition, string what) => IsTrue(() => Task.FromResult(condition()), what);
}
