/** A model of a program that knows several providers. */
export interface ProviderModel {
  readonly provider: string;
  readonly model: string;
}

/** Reads `provider/model`; the model's own name may have slashes. Null where no provider is named. */
export function providerModel(name: string | null): ProviderModel | null {
  const [, provider, model] = /^([^/]+)\/(.+)$/u.exec(name ?? "") ?? [];
  return provider === undefined || model === undefined ? null : { provider, model };
}
