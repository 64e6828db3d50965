using System.Diagnostics;

namespace BlazorMedia.Tests.Support;

/// <summary>Waits for a condition with a limit that is generous on a busy machine; never a statement about speed.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) =>
        await GetAsync(async () => await condition() ? "" : null, what, within);

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> find, string what, TimeSpan? within = null)
        where T : class
    {
        var limit = within ?? Patience;
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await find() is { } found) return found;
            if (watch.Elapsed > limit) throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
            await timer.WaitForNextTickAsync();
        }
    }
}
