using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Settings;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Every kind of job that this version has.</summary>
internal sealed class JobKinds(JobCatalog catalog, JobSettings settings, RhythmScheduler rhythms)
{
    public async Task<IReadOnlyList<JobKind>> ListAsync(CancellationToken ct)
    {
        var changed = await settings.AllAsync(ct);
        return [.. catalog.All.OrderBy(j => j.Spec.Key, StringComparer.Ordinal).Select(j => Row(j, changed.GetValueOrDefault(j.Spec.Key)))];
    }

    public async Task<JobKind?> FindAsync(string key, CancellationToken ct) => (await ListAsync(ct)).FirstOrDefault(k => k.Key == key);

    private JobKind Row(JobRegistration job, JobSetting? setting)
    {
        var spec = job.Spec;
        var retried = !job.IsScheduled || rhythms.RhythmOf(spec, setting).Cron is not null;
        return new(spec.Key, job.IsScheduled, spec.UsesDisk, spec.IsExclusive, spec.WhenInterrupted, retried, setting?.Retry ?? RetryRule.Of(spec), RetryRule.Of(spec));
    }
}
