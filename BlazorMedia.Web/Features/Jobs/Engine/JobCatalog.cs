namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Every job that the features brought along, by key.</summary>
internal sealed class JobCatalog(IEnumerable<JobRegistration> jobs)
{
    private readonly Dictionary<string, JobRegistration> byKey = jobs.ToDictionary(j => j.Spec.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<JobRegistration> All => byKey.Values;

    public JobRegistration? Find(string key) => byKey.GetValueOrDefault(key);
}
