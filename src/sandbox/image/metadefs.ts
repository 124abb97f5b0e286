/** Metadata definitions, loaded when they are asked for. */
import type { Routes } from '../service.ts';
import { metadefNamespaceRoutes } from './metadef-namespaces.ts';
import { metadefPartRoutes } from './metadef-parts.ts';
import { metadefTagRoutes } from './metadef-tags.ts';

export const routes: Routes = { ...metadefNamespaceRoutes, ...metadefPartRoutes, ...metadefTagRoutes };
