namespace BlazorMedia.Bench;

internal static class Wait
{
    public static Task ForAsync(TimeSpan span, CancellationToken ct) => Task.Delay(span, TimeProvider.System, ct);

    public static async Task UntilAsync(Func<CancellationToken, Task<bool>> condition, string what, CancellationToken ct, TimeSpan? every = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(every ?? TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await condition(limit.Token)) await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Not within 2 minutes: {what}");
        }
    }
}
